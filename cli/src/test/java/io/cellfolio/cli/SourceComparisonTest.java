package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cellfolio.format.FileNames;
import io.cellfolio.format.Layout;
import io.cellfolio.validate.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exports of files on disk that were changed on the way, and what {@code --source} says of them.
 */
class SourceComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REAL =
      "data/real/scverse+scanpy/src__scanpy__datasets__10x_pbmc68k_reduced.h5ad";

  @TempDir Path directory;

  private interface Edit {
    void apply(Plain export) throws IOException;
  }

  /**
   * A change that is no damage: every document and payload stays well formed.
   *
   * @param needs a folder or document without which the export cannot be changed so
   */
  private record Change(
      String name, Layout layout, String needs, Rule rule, String said, Edit edit) {
    @Override
    public String toString() {
      return rule.code() + " " + layout.name() + ": " + name;
    }
  }

  static Stream<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (Layout layout : Layout.all()) {
      String genes = Layout.VAR_MANIFEST_FILE;
      String obs = Layout.OBS_MANIFEST_FILE;
      String points = Layout.IDENTITY_FILE;
      changes.add(
          new Change(
              "two cells exchanged",
              layout,
              points,
              Rule.SOURCE_CELL_ORDER,
              "cells 3, 17",
              e -> e.editPoints(p -> swap(p, 2, 3, 17))));
      changes.add(
          new Change(
              "axes exchanged",
              layout,
              points,
              Rule.SOURCE_AXES,
              "columns 1, 0",
              e -> e.editPoints(SourceComparisonTest::exchangeAxes)));
      changes.add(
          new Change(
              "an axis mirrored",
              layout,
              points,
              Rule.SOURCE_SIGN,
              "axis 0 with the opposite sign",
              e -> e.editPoints(p -> each(p, 0, 2, v -> -v))));
      changes.add(
          new Change(
              "coordinates of half precision",
              layout,
              points,
              Rule.SOURCE_HALF_PRECISION,
              "rounded to half precision",
              e -> e.editPoints(p -> each(p, 0, 1, SourceComparisonTest::half))));
      changes.add(
          new Change(
              "two genes exchanged",
              layout,
              genes,
              Rule.SOURCE_GENES_EXCHANGED,
              "those of ",
              Plain::exchangeGenes));
      changes.add(
          new Change(
              "a gene off by 1 %",
              layout, genes, Rule.SOURCE_SCALE, "values times 1.01", Plain::scaleGene));
      changes.add(
          new Change(
              "a value that is missing",
              layout,
              genes,
              Rule.SOURCE_MISSING_VALUES,
              "a value on one side only in 1 cell",
              e -> e.editGene(codes -> codes.put(5, (byte) 255))));
      changes.add(
          new Change(
              "labels shifted by one",
              layout,
              obs,
              Rule.SOURCE_LABELS_SHIFTED,
              "labels shifted by 1",
              e -> e.editLabels(labels -> labels.add(labels.remove(0)))));
      changes.add(
          new Change(
              "a label renamed",
              layout,
              obs,
              Rule.SOURCE_LABELS,
              "labels that it lacks: \"renamed\"",
              e -> e.editLabels(labels -> labels.set(1, new TextNode("renamed")))));
      changes.add(
          new Change(
              "an edge lost",
              layout,
              Layout.CONNECTIVITY_MANIFEST_FILE,
              Rule.SOURCE_EDGES,
              "1 missing, 0 too many",
              Plain::dropEdge));
      changes.add(
          new Change(
              "a vector changed",
              layout,
              Layout.VECTORS_DIRECTORY,
              Rule.SOURCE_VECTORS,
              "off by more than",
              e -> e.editVectors(p -> p.putFloat(40, p.getFloat(40) + 1))));
    }
    return changes.stream();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void namesWhatWasChangedInASimulatedFile(Change change) throws IOException {
    DemoFixture.write(directory, "in.h5ad");
    assertThat(compareChanged("in.h5ad", change)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void namesWhatWasChangedInARealFile(Change change) throws IOException {
    Path real = Corpus.root().resolve(REAL);
    assumeTrue(compareChanged(real.toString(), change), "not in this file: " + change.needs());
  }

  /** Whether the file has what is to be changed. */
  private boolean compareChanged(String source, Change change) throws IOException {
    export(source, change.layout());
    if (!Files.exists(directory.resolve("out").resolve(change.needs()))) {
      return false;
    }
    change.edit().apply(new Plain(directory.resolve("out"), change.layout()));

    ExportTree.Outcome outcome = compare(source);
    assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(outcome.out()).contains(change.rule().code() + " error").contains(change.said());
    return true;
  }

  @Test
  void namesTheLayerThatWasExportedInstead() throws IOException {
    DemoFixture.write(directory, "in.h5ad");
    DemoFixture.succeed(directory, "export", "in.h5ad", "-o", "out", "--layer", "counts");

    ExportTree.Outcome wrong = compare("in.h5ad");
    assertThat(wrong.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(wrong.out())
        .contains("CF-SRC-016 error")
        .containsPattern("the values of layers/counts instead, in \\d+ of 40 genes");
    assertThat(compare("in.h5ad", "--layer", "counts").exitCode()).isEqualTo(ExitCodes.OK);
  }

  @Test
  void namesTheMatrixThatWasExportedInsteadOfARealFile() {
    Path real = Corpus.root().resolve(REAL);
    DemoFixture.succeed(directory, "export", real.toString(), "-o", "out", "--layer", "raw");

    ExportTree.Outcome wrong = compare(real.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(wrong.out()).contains("CF-SRC-016 error").contains("the values of raw/X instead");
    assertThat(compare(real.toString(), "--layer", "raw").exitCode()).isEqualTo(ExitCodes.OK);
  }

  @Test
  void tellsErrorsOfEveryFieldAndTheWorstCell() throws IOException {
    DemoFixture.write(directory, "in.h5ad");
    export("in.h5ad", Layout.keyed());

    assertThat(compare("in.h5ad").out())
        .containsPattern("compared with in.h5ad: \\d+ fields, [\\d,]+ values")
        .containsPattern(
            "gene \".*\": largest error \\S+ \\(\\S+ of the bound\\) at cell \\d+, mean \\S+");
    JsonNode report = JSON.readTree(compare("in.h5ad", "--format", "json").out());
    assertThat(report.at("/fidelity/fields").size()).isGreaterThan(50);
    assertThat(report.at("/fidelity/fields/0").properties())
        .extracting(member -> member.getKey())
        .contains("key", "max_error", "mean_error", "worst_cell");
  }

  @Test
  void needsAFileThatCanBeRead() throws IOException {
    DemoFixture.write(directory, "in.h5ad");
    export("in.h5ad", Layout.keyed());
    Files.writeString(directory.resolve("text.h5ad"), "no HDF5");

    assertThat(compare("nowhere.h5ad").exitCode()).isEqualTo(ExitCodes.IO);
    assertThat(compare("text.h5ad").exitCode()).isEqualTo(ExitCodes.UNSUPPORTED);
  }

  private void export(String source, Layout layout) {
    DemoFixture.succeed(
        directory,
        "export",
        source,
        "-o",
        "out",
        "--layout",
        layout.name(),
        "--compression",
        "none");
  }

  private ExportTree.Outcome compare(String source, String... more) {
    List<String> arguments = new ArrayList<>(List.of("validate", "out", "--source", source));
    arguments.addAll(List.of(more));
    return ExportTree.run(directory, arguments.toArray(String[]::new));
  }

  private static void swap(ByteBuffer points, int d, int a, int b) {
    for (int axis = 0; axis < d; axis++) {
      float kept = points.getFloat(4 * (d * a + axis));
      points.putFloat(4 * (d * a + axis), points.getFloat(4 * (d * b + axis)));
      points.putFloat(4 * (d * b + axis), kept);
    }
  }

  private static void exchangeAxes(ByteBuffer points) {
    for (int i = 0; i < points.limit(); i += 8) {
      float kept = points.getFloat(i);
      points.putFloat(i, points.getFloat(i + 4));
      points.putFloat(i + 4, kept);
    }
  }

  private interface Mapping {
    float of(float value);
  }

  private static void each(ByteBuffer values, int from, int step, Mapping change) {
    for (int i = 4 * from; i < values.limit(); i += 4 * step) {
      values.putFloat(i, change.of(values.getFloat(i)));
    }
  }

  /** Eleven significant bits, as a half-precision number has; range does not matter here. */
  private static float half(float value) {
    float big = value * (1 << 13);
    return (value + big) - big;
  }

  /** An uncompressed 8-bit export on disk. */
  private record Plain(Path root, Layout layout) {
    private int head() {
      return layout.equals(Layout.keyed()) ? 1 : 2;
    }

    private void editBytes(Path file, Consumer<ByteBuffer> change) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
      Files.write(file, bytes);
    }

    private void editJson(String document, Consumer<ObjectNode> change) throws IOException {
      Path file = root.resolve(document);
      ObjectNode node = (ObjectNode) JSON.readTree(file.toFile());
      change.accept(node);
      Files.write(file, JSON.writeValueAsBytes(node));
    }

    void editPoints(Consumer<ByteBuffer> change) throws IOException {
      editBytes(root.resolve("points_2d.bin"), change);
    }

    void editVectors(Consumer<ByteBuffer> change) throws IOException {
      try (Stream<Path> files = Files.list(root.resolve(Layout.VECTORS_DIRECTORY))) {
        editBytes(files.sorted().findFirst().orElseThrow(), change);
      }
    }

    private JsonNode genes() throws IOException {
      return JSON.readTree(root.resolve(Layout.VAR_MANIFEST_FILE).toFile()).get("fields");
    }

    /** Genes with many different codes, whose values are nobody else's. */
    private List<Integer> richGenes() throws IOException {
      List<Integer> rich = new ArrayList<>();
      JsonNode genes = genes();
      for (int i = 0; i < genes.size(); i++) {
        byte[] codes = Files.readAllBytes(geneFile(genes.get(i)));
        if (distinct(codes) > 20) {
          rich.add(i);
        }
      }
      return rich;
    }

    private static long distinct(byte[] codes) {
      boolean[] seen = new boolean[256];
      long count = 0;
      for (byte code : codes) {
        count += seen[code & 0xff] ? 0 : 1;
        seen[code & 0xff] = true;
      }
      return count;
    }

    private Path geneFile(JsonNode tuple) {
      String name = head() == 2 ? tuple.get(0).asText() : FileNames.sanitize(tuple.get(0).asText());
      return root.resolve("var/" + name + ".values.u8");
    }

    void editGene(Consumer<ByteBuffer> change) throws IOException {
      editBytes(geneFile(genes().get(richGenes().get(0))), change);
    }

    void scaleGene() throws IOException {
      int gene = richGenes().get(0);
      editJson(
          Layout.VAR_MANIFEST_FILE,
          var -> {
            ArrayNode tuple = (ArrayNode) var.get("fields").get(gene);
            for (int i = head(); i < head() + 2; i++) {
              tuple.set(
                  i,
                  JSON.getNodeFactory()
                      .numberNode((double) (float) (tuple.get(i).asDouble() * 1.01)));
            }
          });
    }

    void exchangeGenes() throws IOException {
      int a = richGenes().get(0);
      int b = richGenes().get(1);
      Path fileA = geneFile(genes().get(a));
      Path fileB = geneFile(genes().get(b));
      byte[] kept = Files.readAllBytes(fileA);
      Files.write(fileA, Files.readAllBytes(fileB));
      Files.write(fileB, kept);
      editJson(
          Layout.VAR_MANIFEST_FILE,
          var -> {
            ArrayNode one = (ArrayNode) var.get("fields").get(a);
            ArrayNode other = (ArrayNode) var.get("fields").get(b);
            for (int i = head(); i < head() + 2; i++) {
              JsonNode bound = one.get(i);
              one.set(i, other.get(i));
              other.set(i, bound);
            }
          });
    }

    /** Edits the labels of the field with most of them; its codes stay. */
    void editLabels(Consumer<ArrayNode> change) throws IOException {
      editJson(
          Layout.OBS_MANIFEST_FILE,
          obs -> {
            ArrayNode most = null;
            for (JsonNode tuple : obs.get("_categoricalFields")) {
              ArrayNode labels = (ArrayNode) tuple.get(head());
              most = most == null || labels.size() > most.size() ? labels : most;
            }
            change.accept(most);
          });
    }

    void dropEdge() throws IOException {
      editJson(
          Layout.CONNECTIVITY_MANIFEST_FILE,
          graph -> graph.put("n_edges", graph.get("n_edges").asInt() - 1));
      editJson(
          Layout.IDENTITY_FILE,
          identity -> {
            ObjectNode stats = (ObjectNode) identity.get("stats");
            stats.put("n_edges", stats.get("n_edges").asInt() - 1);
          });
      try (Stream<Path> files = Files.list(root.resolve(Layout.CONNECTIVITY_DIRECTORY))) {
        for (Path file : files.toList()) {
          byte[] bytes = Files.readAllBytes(file);
          int width = file.toString().contains("weights") ? 8 : 2;
          Files.write(file, Arrays.copyOf(bytes, bytes.length - width));
        }
      }
    }
  }
}
