package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exports of small files against an independent implementation of the format. */
class GoldenExportTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final int SHOWN = 160;

  @TempDir Path directory;

  static Stream<Path> variants() throws IOException {
    try (Stream<Path> walk = Files.walk(GOLDENS, 3)) {
      return walk
          .filter(path -> path.endsWith("options.txt"))
          .map(Path::getParent)
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void equalsTheIndependentModel(Path variant) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("export", input(variant).toString()));
    arguments.addAll(List.of("--out-dir", directory.resolve("out").toString(), "--quiet"));
    arguments.addAll(Files.readAllLines(variant.resolve("options.txt")));

    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), arguments.toArray(String[]::new));

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    Map<String, byte[]> ours = ExportTree.read(directory.resolve("out")).files();
    Map<String, byte[]> expected = expected(variant);
    assertThat(ours.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (path, bytes) ->
            assertThat(readable(path, ours.get(path))).as(path).isEqualTo(readable(path, bytes)));
  }

  private static Path input(Path variant) throws IOException {
    try (Stream<Path> siblings = Files.list(variant.getParent())) {
      return siblings
          .filter(path -> path.toString().endsWith(".h5ad"))
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();
    }
  }

  private static Map<String, byte[]> expected(Path variant) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> manifests = Files.list(variant.resolve("manifests"))) {
      for (Path manifest : manifests.toList()) {
        files.put(manifest.getFileName().toString(), Files.readAllBytes(manifest));
      }
    }
    JsonNode payloads = new ObjectMapper().readTree(variant.resolve("payloads.json").toFile());
    payloads
        .properties()
        .forEach(
            entry ->
                files.put(
                    entry.getKey(), HexFormat.of().parseHex(entry.getValue().get("hex").asText())));
    return files;
  }

  private static String readable(String path, byte[] bytes) {
    if (path.endsWith(".json")) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    String hex = HexFormat.of().formatHex(bytes);
    return hex.length() <= SHOWN ? hex : hex + " (" + bytes.length + " bytes)";
  }
}
