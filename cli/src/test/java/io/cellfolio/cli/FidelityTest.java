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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports every file of the corpus in both layouts and has a reader of another make, h5py, compare
 * every field of every export with its source, and the validator too. What is refused must have a
 * reason that the other reader finds too.
 */
class FidelityTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 5;
  private static final int MOST_GENES = 5000;

  private static final Pattern MODALITIES = Pattern.compile("choose one of (.+) with --modality");

  /** Whether to compare raw and layers too. */
  private static final boolean FULL = Boolean.getBoolean("cellfolio.fidelity.full");

  private static final int LEAST_EQUAL = 200;

  private final List<String> refuted = new ArrayList<>();
  private int validated;

  @TempDir Path directory;

  @Test
  void everyFieldOfEveryExportIsThatOfItsSource() throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    for (String part : new String[] {"data/real", "data/generated", "data/hdf5"}) {
      files.addAll(Corpus.files(part, ".h5ad", ".h5mu", ".h5"));
    }
    OtherReader.assumePresent();
    List<Task> tasks = new ArrayList<>();
    List<String> copies = copies(files);
    for (int i = 0; i < files.size(); i++) {
      Path copy = Path.of(copies.get(i));
      tasks.addAll(tasks(files.get(i), files.get(i)));
      if (!copies.get(i).isEmpty()) {
        tasks.addAll(tasks(files.get(i), copy));
      }
    }
    List<ObjectNode> jobs = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Task task : tasks) {
      jobs.add(job(task, jobs.size()));
      lines.add(JSON.writeValueAsString(jobs.get(jobs.size() - 1)));
    }
    assertThat(refuted).as("exports that the validator finds unlike their source").isEmpty();
    assertThat(validated).isGreaterThanOrEqualTo(LEAST_EQUAL);
    List<JsonNode> results = OtherReader.judge(directory, lines);
    report(tasks, results);
    assertThat(results).hasSameSizeAs(lines);
    assertThat(results).filteredOn(r -> r.get("verdict").asText().equals("wrong")).isEmpty();
    assertThat(results)
        .filteredOn(r -> r.get("verdict").asText().equals("equal"))
        .hasSizeGreaterThanOrEqualTo(LEAST_EQUAL);
    CompatibilityTable.of(tasks, jobs, results).checkOrWrite();
  }

  /**
   * One export to be tried.
   *
   * @param original the corpus file
   * @param file what is exported: the corpus file, or a copy of it with an embedding
   */
  record Task(Path original, Path file, String layout, Optional<String> modality, String matrix) {
    boolean isOwn() {
      return file.equals(original);
    }
  }

  private static List<Task> tasks(Path original, Path file) throws IOException {
    List<Task> tasks = new ArrayList<>();
    for (Optional<String> modality : modalities(original)) {
      for (String layout : new String[] {"keyed", "indexed"}) {
        tasks.add(new Task(original, file, layout, modality, "X"));
      }
    }
    for (String matrix : otherMatrices(file)) {
      tasks.add(new Task(original, file, "keyed", Optional.empty(), matrix));
    }
    return tasks;
  }

  /** None, and all that the refusal to read a file of several lists. */
  private static List<Optional<String>> modalities(Path file) throws IOException {
    List<Optional<String>> modalities = new ArrayList<>(List.of(Optional.empty()));
    if (file.toString().endsWith(".h5mu")) {
      ExportTree.Outcome outcome = ExportTree.run(Path.of(""), "inspect", file.toString());
      Matcher listed = MODALITIES.matcher(outcome.err());
      assertThat(listed.find()).as(outcome.err()).isTrue();
      for (String name : listed.group(1).split(", ")) {
        modalities.add(Optional.of(name));
      }
    }
    return modalities;
  }

  /** Raw and layers, of files whose genes are not too many to be exported once more. */
  private static List<String> otherMatrices(Path file) throws IOException {
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), "inspect", file.toString(), "--json");
    List<String> matrices = new ArrayList<>();
    if (outcome.exitCode() == 0) {
      JsonNode summary = JSON.readTree(outcome.out());
      if (FULL && summary.get("n_vars").asInt() <= MOST_GENES) {
        if (summary.has("raw_X")) {
          matrices.add("raw/X");
        }
        summary
            .get("layers")
            .forEach(layer -> matrices.add(layer.get("path").asText().substring(1)));
      }
    }
    return matrices;
  }

  private List<String> copies(List<Path> files) throws IOException, InterruptedException {
    Path copies = Files.createDirectory(directory.resolve("copies"));
    return OtherReader.run(
        directory,
        List.of("src/test/python/add_embeddings.py", copies.toString()),
        files.stream().map(Path::toString).toList());
  }

  /** Exports, adding what each refusal asks for, until it succeeds or there is nothing to add. */
  private ObjectNode job(Task task, int number) throws IOException {
    ObjectNode job = JSON.createObjectNode();
    job.put("source", task.file.toString()).put("layout", task.layout).put("matrix", task.matrix);
    job.put("renamed", false).putNull("export").putNull("symmetrize");
    job.put("modality", task.modality.orElse(null));
    Path target = directory.resolve("e" + number);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("export", task.file.toString(), "--out-dir", target.toString()));
    arguments.addAll(List.of("--layout", task.layout, "--compression", "none", "--threads", "2"));
    task.modality.ifPresent(name -> arguments.addAll(List.of("--modality", name)));
    if (!task.matrix.equals("X")) {
      arguments.addAll(List.of("--layer", task.matrix.replace("raw/X", "raw")));
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ExportTree.Outcome outcome = ExportTree.run(Path.of(""), arguments.toArray(String[]::new));
      assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("this should not happen");
      if (outcome.exitCode() == 0) {
        validate(task, target);
        return job.put("export", target.toString());
      }
      job.put("refusal", outcome.err()).put("exit", outcome.exitCode());
      int before = arguments.size();
      adapt(job, outcome.err(), task.file, arguments);
      if (arguments.size() == before) {
        return job;
      }
    }
    return job;
  }

  /** Has the validator compare the export with its source, which must agree. */
  private void validate(Task task, Path target) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("validate", target.toString(), "--source", task.file.toString()));
    arguments.addAll(List.of("--threads", "2", "--memory", "8m"));
    task.modality.ifPresent(name -> arguments.addAll(List.of("--modality", name)));
    if (!task.matrix.equals("X")) {
      arguments.addAll(List.of("--layer", task.matrix.replace("raw/X", "raw")));
    }
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), arguments.toArray(String[]::new));
    validated++;
    if (outcome.exitCode() != ExitCodes.OK || !outcome.err().isEmpty()) {
      refuted.add(String.join(" ", arguments) + "\n" + outcome.out() + outcome.err());
    }
  }

  private static void adapt(ObjectNode job, String refusal, Path file, List<String> arguments)
      throws IOException {
    if (refusal.contains("symmetrize it by") && !arguments.contains("--graph-symmetrize")) {
      arguments.addAll(List.of("--graph-symmetrize", "max"));
      job.put("symmetrize", "max");
    }
    if (refusal.contains("--duplicates") && !arguments.contains("--duplicates")) {
      arguments.addAll(List.of("--duplicates", "suffix"));
      job.put("renamed", true);
    }
    if (refusal.contains("no embedding was found") && !arguments.contains("--embedding")) {
      for (Map.Entry<String, Long> matrix : matrices(file).entrySet()) {
        long dimension = matrix.getValue() <= 3 ? matrix.getValue() : 2;
        arguments.addAll(List.of("--embedding", dimension + "=" + matrix.getKey()));
        job.putObject("embedding").put(Long.toString(dimension), matrix.getKey());
        return;
      }
    }
  }

  /** Width of each matrix of obsm that can be shown. */
  private static Map<String, Long> matrices(Path file) throws IOException {
    ExportTree.Outcome outcome = ExportTree.run(Path.of(""), "inspect", file.toString(), "--json");
    Map<String, Long> widths = new TreeMap<>();
    if (outcome.exitCode() == 0) {
      for (JsonNode matrix : JSON.readTree(outcome.out()).get("obsm")) {
        JsonNode shape = matrix.get("shape");
        if (matrix.get("problem").asText().isEmpty() && shape.size() <= 2 && shape.size() > 0) {
          String path = matrix.get("path").asText();
          long width = shape.size() == 1 ? 1 : shape.get(1).asLong();
          if (width > 0) {
            widths.put(path.substring("/obsm/".length()), width);
          }
        }
      }
    }
    return widths;
  }

  /** Leaves the table where a person can look at it. */
  private static void report(List<Task> tasks, List<JsonNode> results) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "verdict\tlayout\tmatrix\tmodality\tembedding\tfields\tvalues\tsteps\tera\tsource\treason");
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      JsonNode result = results.get(i);
      lines.add(
          String.join(
              "\t",
              result.get("verdict").asText(),
              task.layout,
              task.matrix,
              task.modality.orElse(""),
              task.isOwn() ? "own" : "added",
              result.get("fields").asText(),
              result.get("values").asText(),
              result.get("steps").asText(),
              result.get("era").asText(),
              Corpus.root().relativize(task.original).toString(),
              result.get("reason").asText().strip() + result.get("problems")));
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target/fidelity.tsv"), lines);
  }
}
