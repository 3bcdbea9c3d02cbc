package io.cellfolio.validate;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** SARIF 2.1.0, which code hosts show beside the files. */
final class SarifReport implements ReportRenderer {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String BASE = "EXPORT";

  @Override
  public void render(ValidationResult result, OutputStream out) throws IOException {
    String text = JsonPrinter.print(log(result), Integer.MAX_VALUE) + "\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Json log(ValidationResult result) {
    List<Json> rules = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      rules.add(descriptor(rule));
    }
    List<Json> results = new ArrayList<>();
    result.findings().forEach(finding -> results.add(result(finding, result.directory())));
    JsonBuilder driver =
        JsonBuilder.object()
            .with("name", "cellfolio validate")
            .with("version", Versions.own())
            .with("rules", rules);
    JsonBuilder run =
        JsonBuilder.object()
            .with("tool", JsonBuilder.object().with("driver", driver))
            .with(
                "invocations",
                List.of(JsonBuilder.object().with("executionSuccessful", true).build()));
    if (result.directory().isAbsolute()) {
      String base = result.directory().toUri().toString();
      run.with(
          "originalUriBaseIds",
          JsonBuilder.object()
              .with(
                  BASE, JsonBuilder.object().with("uri", base.endsWith("/") ? base : base + "/")));
    }
    run.with("columnKind", "utf16CodeUnits")
        .with("results", results)
        .with("properties", properties(result));
    return JsonBuilder.object()
        .with("$schema", SCHEMA)
        .with("version", "2.1.0")
        .with("runs", List.of(run.build()))
        .build();
  }

  private static JsonBuilder properties(ValidationResult result) {
    return JsonBuilder.object()
        .with("verdict", result.verdict().name())
        .with("layout", result.layout().map(layout -> layout.name()).orElse(""))
        .with("viewer", result.viewer())
        .with("level", result.level().name())
        .with("stopped", result.stopped())
        .with("rulesRun", result.rulesRun().size())
        .with("checksRun", result.checksRun())
        .with("filesRead", result.filesRead())
        .with("bytesInflated", result.bytesInflated());
  }

  private static Json descriptor(Rule rule) {
    String help = rule.fix() + " See " + rule.link() + ".";
    return JsonBuilder.object()
        .with("id", rule.code())
        .with("name", name(rule))
        .with("shortDescription", text(rule.condition()))
        .with("help", text(help))
        .with("defaultConfiguration", JsonBuilder.object().with("level", level(rule)))
        .build();
  }

  /** The constant in the style of SARIF, for example {@code PayloadMissing}. */
  private static String name(Rule rule) {
    StringBuilder name = new StringBuilder();
    for (String word : rule.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name.toString();
  }

  private static Json result(Finding finding, Path directory) {
    String message = "expected %s, found %s".formatted(finding.expected(), finding.found());
    JsonBuilder physical =
        JsonBuilder.object().with("artifactLocation", artifact(finding.file(), directory));
    JsonBuilder location = JsonBuilder.object();
    if (finding.place() instanceof Place.ByteOffset bytes) {
      // A place in inflated bytes is none in the file.
      if (!finding.file().endsWith(".gz") || finding.rule().family().equals("GZIP")) {
        physical.with("region", JsonBuilder.object().with("byteOffset", bytes.offset()));
      } else {
        message += " (byte %d after inflating)".formatted(bytes.offset());
      }
    }
    location.with("physicalLocation", physical);
    if (finding.place() instanceof Place.Pointer pointer) {
      location.with(
          "logicalLocations",
          List.of(
              JsonBuilder.object()
                  .with("fullyQualifiedName", finding.file() + pointer.pointer())
                  .with("kind", "member")
                  .build()));
      message = pointer.pointer().isEmpty() ? message : pointer.pointer() + ": " + message;
    }
    return JsonBuilder.object()
        .with("ruleId", finding.rule().code())
        .with("ruleIndex", finding.rule().ordinal())
        .with("level", level(finding.rule()))
        .with("message", text(message))
        .with("locations", List.of(location.build()))
        .build();
  }

  private static JsonBuilder artifact(String file, Path directory) {
    if (directory.isAbsolute()) {
      return JsonBuilder.object().with("uri", encoded(file)).with("uriBaseId", BASE);
    }
    String folder = directory.normalize().toString().replace('\\', '/');
    String path = folder.isEmpty() || file.isEmpty() ? folder + file : folder + "/" + file;
    return JsonBuilder.object().with("uri", encoded(path));
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path.isEmpty() ? "." : path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a path always has a URI", e);
    }
  }

  private static String level(Rule rule) {
    return switch (rule.severity()) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static JsonBuilder text(String text) {
    return JsonBuilder.object().with("text", text);
  }
}
