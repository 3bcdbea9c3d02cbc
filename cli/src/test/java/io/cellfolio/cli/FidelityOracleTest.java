package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other reader, which {@link FidelityTest} trusts, sees every error that is planted. */
class FidelityOracleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the many fields of one kind, every how many is damaged. */
  private static final int EACH_GENE = 7;

  @TempDir Path directory;
  private Path source;

  @BeforeEach
  void simulate() throws IOException, InterruptedException {
    OtherReader.assumePresent();
    source = DemoFixture.write(directory, "demo.h5ad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "indexed"})
  void seesAWrongByteInEveryPayload(String layout) throws IOException, InterruptedException {
    Path export = export(layout);
    List<String> damages = new ArrayList<>(List.of("none"));
    List<String> jobs = new ArrayList<>(List.of(job(layout, export)));
    int genes = 0;
    for (Path payload : payloads(export)) {
      String name = export.relativize(payload).toString().replace('\\', '/');
      if (name.startsWith("var/") && genes++ % EACH_GENE != 0) {
        continue;
      }
      Path copy = copy(export, damages.size());
      Path target = copy.resolve(name);
      byte[] bytes = Files.readAllBytes(target);
      damage(name, bytes);
      Files.write(target, bytes);
      damages.add(name);
      jobs.add(job(layout, copy));
    }
    assertThat(damages).hasSizeGreaterThan(20);
    assertVerdicts(damages, OtherReader.judge(directory, jobs));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "indexed"})
  void seesWrongDocuments(String layout) throws IOException, InterruptedException {
    Path export = export(layout);
    List<String> damages = new ArrayList<>(List.of("none"));
    List<String> jobs = new ArrayList<>(List.of(job(layout, export)));
    String[][] changes = {
      {"obs_manifest.json", "\"n_points\":200", "\"n_points\":201"},
      {"obs_manifest.json", "\"cell_type\"", "\"cell_typo\""},
      {"obs_manifest.json", "\"n_points\":20,", "\"n_points\":27,"},
      {"var_manifest.json", "\"quantizationBits\":8", "\"quantizationBits\":16"},
      {"dataset_identity.json", "\"n_cells\":200", "\"n_cells\":199"},
    };
    for (String[] change : changes) {
      String compact = JSON.readTree(Files.readString(export.resolve(change[0]))).toString();
      String changed = compact.replaceFirst(Pattern.quote(change[1]), change[2]);
      if (changed.equals(compact)) {
        continue;
      }
      Path copy = copy(export, damages.size());
      Files.writeString(copy.resolve(change[0]), changed);
      damages.add(change[0] + " " + change[2]);
      jobs.add(job(layout, copy));
    }
    assertThat(damages).hasSizeGreaterThan(4);
    assertVerdicts(damages, OtherReader.judge(directory, jobs));
  }

  @Test
  void doesNotBelieveARefusalWithoutReason() throws IOException, InterruptedException {
    ObjectNode job = JSON.createObjectNode();
    job.put("source", source.toString()).put("layout", "keyed").put("refusal", "no cells");
    job.putNull("export").putNull("modality");
    ObjectNode other = job.deepCopy();
    other.put("source", Files.writeString(directory.resolve("no.h5ad"), "no HDF5").toString());
    List<JsonNode> results =
        OtherReader.judge(directory, List.of(job.toString(), other.toString()));
    assertThat(results).allMatch(result -> result.get("verdict").asText().equals("wrong"));
  }

  private static void assertVerdicts(List<String> damages, List<JsonNode> results) {
    for (int i = 0; i < damages.size(); i++) {
      assertThat(results.get(i).get("verdict").asText())
          .as("%s: %s", damages.get(i), results.get(i))
          .isEqualTo(i == 0 ? "equal" : "wrong");
    }
  }

  private Path export(String layout) {
    Path export = directory.resolve(layout);
    DemoFixture.succeed(
        directory,
        "export",
        source.toString(),
        "-o",
        export.toString(),
        "--layout",
        layout,
        "--compression",
        "none",
        "--quiet");
    return export;
  }

  private String job(String layout, Path export) {
    ObjectNode job = JSON.createObjectNode();
    job.put("source", source.toString()).put("layout", layout).put("matrix", "X");
    job.put("renamed", false).put("export", export.toString()).putNull("symmetrize");
    return job.putNull("modality").toString();
  }

  private static List<Path> payloads(Path export) throws IOException {
    try (Stream<Path> walk = Files.walk(export)) {
      return walk.filter(Files::isRegularFile)
          .filter(path -> !path.toString().endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  private Path copy(Path export, int number) throws IOException {
    Path copy = directory.resolve(export.getFileName() + "-" + number);
    try (Stream<Path> walk = Files.walk(export)) {
      for (Path path : walk.toList()) {
        Path target = copy.resolve(export.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return copy;
  }

  /** Changes one value by more than rounding can, in the middle of the payload. */
  private static void damage(String name, byte[] bytes) {
    assertThat(bytes).as(name).isNotEmpty();
    int middle = bytes.length / 2 & ~7;
    if (name.contains(".codes.")) {
      bytes[middle] ^= 1;
    } else if (name.contains(".f64") || name.contains("weights")) {
      bytes[middle + 7] ^= 0x40;
    } else if (name.startsWith("points") || name.startsWith("vectors")) {
      bytes[middle + 3] ^= 0x40;
    } else if (name.contains(".outliers.")) {
      bytes[middle] ^= (byte) 0x80;
    } else if (name.startsWith("connectivity")) {
      bytes[middle] ^= 1;
    } else {
      bytes[middle] ^= 8;
    }
  }
}
