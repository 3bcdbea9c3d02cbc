package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Places of findings as SARIF has them: documents by line and column, other files by byte. */
final class SarifLocation {
  /** What stands for the directory where it was named by an absolute path. */
  static final String BASE = "EXPORT";

  private static final String UNRESERVED = "-._~!$&'()*+,;=@/";

  private final Path directory;
  private final Map<String, Optional<DocumentText>> documents = new HashMap<>();
  private final Map<String, Set<String>> pointers = new HashMap<>();

  /** Prepares the places of findings in a directory. */
  SarifLocation(Path directory, List<Finding> findings) {
    this.directory = directory;
    for (Finding finding : findings) {
      if (finding.place() instanceof Place.Pointer pointer) {
        pointers.computeIfAbsent(finding.file(), f -> new HashSet<>()).add(pointer.pointer());
      }
    }
  }

  /** The place of a finding. */
  JsonBuilder of(Finding finding) {
    JsonBuilder physical = JsonBuilder.object().with("artifactLocation", artifact(finding.file()));
    JsonBuilder location = JsonBuilder.object();
    if (finding.place() instanceof Place.Pointer pointer) {
      DocumentText.Position position =
          document(finding.file())
              .flatMap(text -> text.at(pointer.pointer()))
              .orElse(new DocumentText.Position(1, 1));
      physical.with(
          "region",
          JsonBuilder.object()
              .with("startLine", position.line())
              .with("startColumn", position.column()));
      location.with(
          "logicalLocations",
          List.of(
              JsonBuilder.object()
                  .with("fullyQualifiedName", finding.file() + pointer.pointer())
                  .with("kind", "member")
                  .build()));
    } else if (finding.place() instanceof Place.ByteOffset bytes && !isInflated(finding)) {
      physical.with("region", JsonBuilder.object().with("byteOffset", bytes.offset()));
    }
    return location.with("physicalLocation", physical);
  }

  /** Whether a finding's byte is one of the inflated bytes, and so none of the file. */
  static boolean isInflated(Finding finding) {
    return finding.place() instanceof Place.ByteOffset
        && finding.file().endsWith(".gz")
        && !finding.rule().family().equals("GZIP");
  }

  private Optional<DocumentText> document(String file) {
    return documents.computeIfAbsent(
        file, name -> DocumentText.read(directory, name, pointers.getOrDefault(name, Set.of())));
  }

  /** A finding about the directory is shown at its identity, for code hosts show files only. */
  private JsonBuilder artifact(String file) {
    String shown = file.isEmpty() ? Layout.IDENTITY_FILE : file;
    if (directory.isAbsolute()) {
      return JsonBuilder.object().with("uri", encoded(shown)).with("uriBaseId", BASE);
    }
    String folder = directory.normalize().toString().replace('\\', '/');
    return JsonBuilder.object()
        .with("uri", encoded(folder.isEmpty() ? shown : folder + "/" + shown));
  }

  /** A relative reference (RFC 3986) whatever the path holds, colons and percent signs included. */
  static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      if (letter || UNRESERVED.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append("%%%02X".formatted(b & 0xff));
      }
    }
    return out.toString();
  }
}
