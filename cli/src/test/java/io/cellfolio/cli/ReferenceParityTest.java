package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keyed exports of real files against what the reference writer 0.9.0 made of them. */
class ReferenceParityTest {
  @TempDir Path directory;

  @Test
  void equalsWholeReferenceExports() throws IOException {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Path source : Corpus.files("expected", "source.txt")) {
      Path folder = source.getParent();
      Path input = Corpus.root().resolve("data").resolve(Files.readString(source).strip());
      Path ours = directory.resolve(folder.getFileName());
      List<String> arguments = arguments(input, ours);
      arguments.addAll(List.of(Files.readString(folder.resolve("options.txt")).strip().split(" ")));
      export(arguments);
      ExportTree reference = ExportTree.read(folder.resolve("export"));
      ExportTree.read(ours)
          .differencesFrom(reference)
          .forEach(difference -> differences.add(folder.getFileName() + "/" + difference));
      compared += reference.files().size();
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(5000);
  }

  @Test
  void equalsReferenceDigests() throws IOException {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Path file : Corpus.files("expected/digests", ".call.json")) {
      JsonNode calls = new ObjectMapper().readTree(file.toFile());
      Map<String, Map<String, String>> digests = digests(file);
      for (Map.Entry<String, Map<String, String>> variant : digests.entrySet()) {
        Path ours = directory.resolve("export");
        List<String> arguments =
            arguments(Corpus.root().resolve("data").resolve(calls.get("source").asText()), ours);
        arguments.addAll(options(calls.get(variant.getKey())));
        arguments.add("--force");
        export(arguments);
        Map<String, byte[]> files = ExportTree.read(ours).files();
        String name = file.getFileName() + " " + variant.getKey() + " ";
        assertThat(files.keySet()).as(name).containsExactlyElementsOf(variant.getValue().keySet());
        variant
            .getValue()
            .forEach(
                (path, digest) -> {
                  if (!path.equals("dataset_identity.json")
                      && !ExportTree.sha256(files.get(path)).equals(digest)) {
                    differences.add(name + path);
                  }
                });
        compared += files.size();
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(10000);
  }

  private static List<String> arguments(Path input, Path target) {
    return new ArrayList<>(
        List.of("export", input.toString(), "--out-dir", target.toString(), "--quiet"));
  }

  private static void export(List<String> arguments) {
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), arguments.toArray(String[]::new));
    assertThat(outcome.err()).as(String.join(" ", arguments)).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  /** The options that ask for what a recorded call of the reference writer asked for. */
  private static List<String> options(JsonNode call) {
    JsonNode parameters = call.get("parameters");
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--dataset-name", parameters.get("dataset_name").asText()));
    options.addAll(List.of("--latent", key(parameters.get("latent_space"))));
    options.addAll(List.of("--embedding", "2=" + key(parameters.get("X_umap_2d"))));
    List<String> columns = new ArrayList<>();
    call.get("obs_dtypes").fieldNames().forEachRemaining(columns::add);
    if (!columns.isEmpty()) {
      options.addAll(List.of("--obs-keys", String.join(",", columns)));
    }
    options.addAll(List.of("--var-quantization", text(parameters.get("var_quantization"))));
    options.addAll(
        List.of(
            "--obs-continuous-quantization", text(parameters.get("obs_continuous_quantization"))));
    options.addAll(List.of("--compression", text(parameters.get("compression"))));
    return options;
  }

  private static String key(JsonNode place) {
    return place.asText().substring(place.asText().indexOf('/') + 1);
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "none" : value.asText();
  }

  private static Map<String, Map<String, String>> digests(Path call) throws IOException {
    Path table =
        call.resolveSibling(call.getFileName().toString().replace(".call.json", ".tsv.gz"));
    Map<String, Map<String, String>> digests = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(table)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t");
        digests.computeIfAbsent(parts[0], any -> new TreeMap<>()).put(parts[1], parts[3]);
      }
    }
    return digests;
  }
}
