package io.cellfolio.cli;

import io.cellfolio.format.DescriptorTypes;
import io.cellfolio.format.Layout;
import io.cellfolio.format.proto.Bounds;
import io.cellfolio.format.proto.Category;
import io.cellfolio.format.proto.Dtype;
import io.cellfolio.format.proto.Embedding;
import io.cellfolio.format.proto.ExportDescriptor;
import io.cellfolio.format.proto.Gene;
import io.cellfolio.format.proto.Graph;
import io.cellfolio.format.proto.ObsField;
import io.cellfolio.format.proto.Payload;
import io.cellfolio.format.proto.VectorField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An export's description for people; long lists are cut. */
final class DescriptorText {
  private static final int SHOWN = 20;
  private static final int SHOWN_LABELS = 6;
  private static final int MAX_NAME = 32;

  private final ExportDescriptor export;
  private final StringBuilder text = new StringBuilder();

  private DescriptorText(ExportDescriptor export) {
    this.export = export;
  }

  /**
   * Describes an export.
   *
   * @param export the description
   * @param directory the export as the user names it
   */
  static String of(ExportDescriptor export, String directory) {
    return new DescriptorText(export).render(directory);
  }

  private String render(String directory) {
    Layout layout = DescriptorTypes.fromMessage(export.getLayout());
    text.append("%s: %s layout, for %s\n".formatted(directory, layout, layout.viewer()));
    header();
    obsFields();
    genes();
    payloads();
    return text.toString();
  }

  private void header() {
    line("dataset", "%s (id %s)".formatted(export.getName(), export.getId()));
    if (!export.getDescription().isEmpty()) {
      line("description", export.getDescription());
    }
    if (export.hasSource()) {
      line("source", source());
    }
    String time = export.getCreatedAt().isEmpty() ? "at an unknown time" : export.getCreatedAt();
    line("created", "%s by version %s".formatted(time, export.getWriterVersion()));
    line("cells", Quantities.count(export.getNCells()));
    line("genes", Quantities.count(export.getNGenes()) + geneNames());
    line("compression", export.hasCompression() ? "gzip level " + export.getCompression() : "none");
    line(
        "embeddings",
        export.getEmbeddingsList().stream()
            .map(
                e ->
                    e.getDimension()
                        + "D"
                        + first(e.getDimension() == export.getDefaultDimension()))
            .collect(Collectors.joining(", ")));
    line("graph", export.hasGraph() ? graph(export.getGraph()) : "none");
    line(
        "vectors",
        export.getVectorFieldsCount() == 0
            ? "none"
            : export.getVectorFieldsList().stream()
                .map(this::vectorField)
                .collect(Collectors.joining("; ")));
  }

  private String source() {
    return List.of(
            export.getSource().getName(),
            export.getSource().getUrl(),
            export.getSource().getCitation())
        .stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String geneNames() {
    if (export.getNGenes() == 0) {
      return "";
    }
    return export.getGeneIdColumn().isEmpty()
        ? ", named by the var index"
        : ", named by var column " + export.getGeneIdColumn();
  }

  private String vectorField(VectorField field) {
    String dimensions =
        field.getFilesList().stream()
            .map(Embedding::getDimension)
            .map(d -> d + "D")
            .collect(Collectors.joining(", "));
    return "%s %s%s"
        .formatted(
            field.getId(), dimensions, first(field.getId().equals(export.getDefaultVectorField())));
  }

  private static String graph(Graph graph) {
    return "%s, at most %s at one cell, %s indices%s"
        .formatted(
            Quantities.count(graph.getNEdges(), "edge"),
            Quantities.count(graph.getMaxNeighbors()),
            dtype(graph.getIndexDtype()),
            graph.getWeightsPath().isEmpty() ? "" : ", float64 weights");
  }

  private void obsFields() {
    title("obs fields", export.getObsFieldsCount());
    for (ObsField field : export.getObsFieldsList().subList(0, shown(export.getObsFieldsCount()))) {
      boolean category = field.getKind() == ObsField.Kind.KIND_CATEGORY;
      row(
          field.getKey(),
          category ? "category" : "continuous",
          dtype(field.getDtype()),
          category
              ? labels(field.getCategoriesList())
              : bounds(field.hasBounds(), field.getBounds()));
    }
    rest(export.getObsFieldsCount());
  }

  private void genes() {
    title("genes", export.getGenesCount());
    for (Gene gene : export.getGenesList().subList(0, shown(export.getGenesCount()))) {
      row(gene.getName(), "", dtype(gene.getDtype()), bounds(gene.hasBounds(), gene.getBounds()));
    }
    rest(export.getGenesCount());
  }

  private void payloads() {
    Map<String, long[]> sums = new TreeMap<>();
    for (Payload payload : export.getPayloadsList()) {
      int slash = payload.getPath().indexOf('/');
      String part = slash < 0 ? "points" : payload.getPath().substring(0, slash);
      for (String name : List.of(part, "total")) {
        long[] sum = sums.computeIfAbsent(name, p -> new long[3]);
        sum[0]++;
        sum[1] += payload.getRawBytes();
        sum[2] += payload.getStoredBytes();
      }
    }
    text.append("\npayloads, all read and intact:\n");
    long[] total = sums.remove("total");
    sums.forEach(this::sumRow);
    sumRow("total", total);
  }

  private void sumRow(String name, long[] sum) {
    text.append(
        String.format(
            Locale.ROOT,
            "  %-14s %14s %12s raw %12s stored\n",
            name,
            Quantities.count(sum[0], "file"),
            Quantities.bytes(sum[1]),
            Quantities.bytes(sum[2])));
  }

  private void line(String label, String value) {
    text.append(ExportFacts.line(label, value));
  }

  private void title(String title, int count) {
    if (count > 0) {
      text.append('\n').append(title).append(":\n");
    }
  }

  private void row(String name, String kind, String dtype, String detail) {
    String line =
        String.format(
            Locale.ROOT,
            "  %-" + MAX_NAME + "s %-10s %-8s %s",
            shortened(name, MAX_NAME),
            kind,
            dtype,
            detail);
    text.append(line.stripTrailing()).append('\n');
  }

  private void rest(int count) {
    if (count > shown(count)) {
      text.append(
          "  ... and %s more (--json lists all)\n"
              .formatted(Quantities.count(count - shown(count))));
    }
  }

  private static int shown(int count) {
    return count <= SHOWN + 1 ? count : SHOWN;
  }

  private static String labels(List<Category> categories) {
    String labels =
        categories.stream()
            .limit(SHOWN_LABELS)
            .map(label -> shortened(label(label), 20))
            .collect(Collectors.joining(", "));
    return "%d: %s%s"
        .formatted(categories.size(), labels, categories.size() > SHOWN_LABELS ? ", ..." : "");
  }

  private static String label(Category category) {
    return switch (category.getLabelCase()) {
      case TEXT -> category.getText();
      case WHOLE -> String.valueOf(category.getWhole());
      case REAL -> String.valueOf(category.getReal());
      case FLAG -> String.valueOf(category.getFlag());
      case LABEL_NOT_SET -> "";
    };
  }

  private static String bounds(boolean present, Bounds bounds) {
    return present ? number(bounds.getMin()) + " to " + number(bounds.getMax()) : "";
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Quantities.count((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String dtype(Dtype dtype) {
    return DescriptorTypes.fromMessage(dtype).dtype();
  }

  private static String first(boolean isFirst) {
    return isFirst ? " (shown first)" : "";
  }

  private static String shortened(String name, int length) {
    return name.codePointCount(0, name.length()) <= length
        ? name
        : name.substring(0, name.offsetByCodePoints(0, length - 3)) + "...";
  }
}
