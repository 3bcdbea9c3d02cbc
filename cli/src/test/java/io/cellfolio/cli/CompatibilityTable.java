package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The generated part of {@code docs/compatibility.md}: one row for each file of the corpus. */
final class CompatibilityTable {
  private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");
  private static final String BEGIN = "<!-- begin of what FidelityTest writes -->\n";
  private static final String END = "<!-- end of what FidelityTest writes -->\n";
  private static final String WRITE = "cellfolio.compatibility.write";
  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("data/real", "Files of other projects");
    PARTS.put("data/generated", "Edge cases, written by the anndata release in the name");
    PARTS.put("data/hdf5", "HDF5 files of other kinds, and hostile ones");
  }

  /** One row in the making: what was found of the file, and the results by layout. */
  private static final class Row {
    private String about = "";
    private final Map<String, List<String>> cells = new LinkedHashMap<>();
    private boolean refused = true;

    private String cell(String layout) {
      return String.join("<br>", cells.getOrDefault(layout, List.of()));
    }
  }

  private final String text;

  private CompatibilityTable(String text) {
    this.text = text;
  }

  static CompatibilityTable of(
      List<FidelityTest.Task> tasks, List<? extends JsonNode> jobs, List<JsonNode> results) {
    StringBuilder text = new StringBuilder();
    PARTS.forEach(
        (folder, title) -> {
          Map<String, Row> rows = new LinkedHashMap<>();
          for (int i = 0; i < tasks.size(); i++) {
            FidelityTest.Task task = tasks.get(i);
            Path path = Corpus.root().relativize(task.original());
            if (path.startsWith(folder) && task.matrix().equals("X")) {
              add(
                  rows,
                  name(Path.of(folder).relativize(path), task),
                  task,
                  jobs.get(i),
                  results.get(i));
            }
          }
          append(text, title, rows);
        });
    return new CompatibilityTable(text.toString());
  }

  private static String name(Path path, FidelityTest.Task task) {
    String name = path.toString().replace('\\', '/').replaceFirst("[+]", "/");
    return "`" + name + "`" + task.modality().map(part -> ", modality " + part).orElse("");
  }

  private static void add(
      Map<String, Row> rows, String name, FidelityTest.Task task, JsonNode job, JsonNode result) {
    Row row = rows.computeIfAbsent(name, any -> new Row());
    if (task.isOwn()) {
      row.about = about(result);
    }
    boolean equal = result.get("verdict").asText().equals("equal");
    row.refused &= !equal;
    if (task.isOwn() || equal) {
      row.cells
          .computeIfAbsent(task.layout(), any -> new ArrayList<>())
          .add((task.isOwn() ? "" : "with one added: ") + (equal ? equal(result) : refusal(job)));
    }
  }

  private static String about(JsonNode result) {
    return result.get("cells").isNull()
        ? "| | "
        : String.format(
            Locale.ROOT,
            "%s | %s | %,d x %,d",
            result.get("era").asText(),
            result.get("matrix").asText(),
            result.get("cells").asInt(),
            result.get("genes").asInt());
  }

  private static String equal(JsonNode result) {
    return String.format(
        Locale.ROOT,
        "%,d fields, %,d values, %.2f",
        result.get("fields").asInt(),
        result.get("values").asInt(),
        result.get("steps").asDouble());
  }

  /**
   * The message without the program's and the file's name; advice that is always the same is cut.
   */
  private static String refusal(JsonNode job) {
    String file = Path.of(job.get("source").asText()).getFileName().toString();
    return job.get("refusal")
        .asText()
        .strip()
        .replace("cellfolio: ", "")
        .replace(file + ": ", "")
        .replaceFirst("(?s)(no embedding was found): .*", "$1")
        .replace("|", "\\|")
        .replace("\n", "<br>");
  }

  private static void append(StringBuilder text, String title, Map<String, Row> rows) {
    text.append("\n### ").append(title).append("\n\n");
    text.append("| file | anndata | X | cells x genes | keyed | indexed |\n");
    text.append("|---|---|---|---|---|---|\n");
    rows.forEach(
        (name, row) ->
            text.append(
                "| %s | %s | %s | %s |\n"
                    .formatted(
                        name,
                        row.about,
                        row.cell("keyed"),
                        row.cell("indexed").equals(row.cell("keyed")) && row.refused
                            ? "the same"
                            : row.cell("indexed"))));
    text.append('\n');
  }

  /** Holds the document against the results, or brings it up to date when that is asked for. */
  void checkOrWrite() throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(BEGIN) + BEGIN.length();
    int to = document.indexOf(END);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(DOCUMENT, document.substring(0, from) + text + document.substring(to));
      return;
    }
    assertThat(document.substring(from, to))
        .as("docs/compatibility.md; -D" + WRITE + "=true brings it up to date")
        .isEqualTo(text);
  }
}
