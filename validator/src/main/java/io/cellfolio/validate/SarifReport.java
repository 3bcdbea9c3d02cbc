package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** SARIF 2.1.0, which code hosts show beside the files. */
final class SarifReport implements ReportRenderer {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final int FINGERPRINT_BYTES = 16;

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
    SarifLocation locations = new SarifLocation(result.directory(), result.findings());
    List<Json> results = new ArrayList<>();
    result.findings().forEach(finding -> results.add(result(finding, locations)));
    JsonBuilder driver =
        JsonBuilder.object()
            .with("name", ReportFormat.TOOL)
            .with("version", Versions.own())
            .with("rules", rules);
    JsonBuilder run =
        JsonBuilder.object()
            .with("tool", JsonBuilder.object().with("driver", driver))
            .with(
                "invocations",
                List.of(JsonBuilder.object().with("executionSuccessful", true).build()));
    if (result.directory().isAbsolute()) {
      String base = SarifLocation.encoded(result.directory().toString().replace('\\', '/'));
      String slashes = base.startsWith("/") ? "file://" : "file:///";
      String end = base.endsWith("/") ? "" : "/";
      run.with(
          "originalUriBaseIds",
          JsonBuilder.object()
              .with(SarifLocation.BASE, JsonBuilder.object().with("uri", slashes + base + end)));
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
    JsonBuilder counts = JsonBuilder.object();
    result.counts().forEach((rule, count) -> counts.with(rule.code(), count));
    return JsonBuilder.object()
        .with("verdict", result.verdict().name())
        .with("layout", result.layout().map(Layout::name).orElse(""))
        .with("viewer", result.viewer())
        .with("level", result.level().name())
        .with("stopped", result.stopped())
        .with("rulesRun", result.rulesRun().size())
        .with("checksRun", result.checksRun())
        .with("filesRead", result.filesRead())
        .with("bytesInflated", result.bytesInflated())
        .with("counts", counts);
  }

  private static Json descriptor(Rule rule) {
    return JsonBuilder.object()
        .with("id", rule.code())
        .with("name", name(rule))
        .with("shortDescription", text(rule.condition()))
        .with("help", text(rule.fix() + " See " + rule.link() + "."))
        .with("defaultConfiguration", JsonBuilder.object().with("level", level(rule)))
        .build();
  }

  /** The constant in the style of SARIF, for example {@code PayloadMissing}. */
  private static String name(Rule rule) {
    StringBuilder name = new StringBuilder();
    for (String word : rule.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  private static Json result(Finding finding, SarifLocation locations) {
    return JsonBuilder.object()
        .with("ruleId", finding.rule().code())
        .with("ruleIndex", finding.rule().ordinal())
        .with("level", level(finding.rule()))
        .with("message", text(message(finding)))
        .with("locations", List.of(locations.of(finding).build()))
        .with("partialFingerprints", JsonBuilder.object().with("place/v1", fingerprint(finding)))
        .build();
  }

  private static String message(Finding finding) {
    String message = "expected %s, found %s".formatted(finding.expected(), finding.found());
    if (SarifLocation.isInflated(finding)) {
      message += " (%s after inflating)".formatted(finding.position());
    } else if (finding.place() instanceof Place.Pointer pointer && !pointer.pointer().isEmpty()) {
      message = pointer.pointer() + ": " + message;
    }
    return message + ". " + finding.rule().fix();
  }

  /** The same for the same trouble at the same place, so that hosts know what is new. */
  private static String fingerprint(Finding finding) {
    String place = finding.rule().code() + "\n" + finding.file() + "\n" + finding.position();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
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
