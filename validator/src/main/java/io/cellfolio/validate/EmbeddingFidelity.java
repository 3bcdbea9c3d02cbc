package io.cellfolio.validate;

import io.cellfolio.quant.Arithmetic;
import io.cellfolio.quant.NormalizedEmbedding;
import io.cellfolio.quant.UnusableCoordinatesException;
import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Compares embeddings and vector fields. Which matrix an embedding was made from is found out. */
final class EmbeddingFidelity {
  private static final double TOLERANCE = 1e-6;
  private static final int MOST_CANDIDATES = 12;

  /** Every order of two or three axes but the right one. */
  private static final int[][] ORDERS = {
    {1, 0}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  private final Comparison comparison;
  private final Findings findings;
  private final int n;
  private final Map<Integer, NormalizedEmbedding> matched = new HashMap<>();

  EmbeddingFidelity(Comparison comparison) {
    this.comparison = comparison;
    this.findings = comparison.findings();
    this.n = comparison.nCells();
  }

  /**
   * A matrix that an embedding may have been made from.
   *
   * @param key its name
   * @param embedding its normalized coordinates
   * @param diff against the export
   */
  private record Candidate(String key, NormalizedEmbedding embedding, ValueDiff diff) {}

  void run() throws IOException {
    for (Dataset.PointsPart part : comparison.dataset().points()) {
      comparePoints(part);
    }
    for (Dataset.PointsPart part : comparison.dataset().vectors()) {
      compareVectors(part);
    }
  }

  private void comparePoints(Dataset.PointsPart part) throws IOException {
    int d = part.file().dimension();
    float[] exported = new float[Math.multiplyExact(n, d)];
    try (ExportReader reader = comparison.reader()) {
      if (!reader.floats(part.payload(), exported)) {
        return;
      }
    }
    Optional<Candidate> best = best(d, exported);
    if (best.isEmpty()) {
      findings.add(
          Rule.SOURCE_FIELD_UNKNOWN,
          part.payload().path(),
          Place.whole(),
          "an embedding of at least " + d + " columns in the source",
          "none that can be normalized");
      return;
    }
    matched.put(d, best.get().embedding());
    ValueDiff diff = best.get().diff();
    comparison.add(
        fidelity(FieldFidelity.Kind.EMBEDDING, part.file().name(), best.get().key(), diff, d));
    findings.ran(Rule.SOURCE_COORDINATES, 1);
    findings.ran(Rule.SOURCE_AXES, 1);
    findings.ran(Rule.SOURCE_CELL_ORDER, 1);
    if (!diff.agrees()) {
      ValueDiagnosis diagnosis = diagnose(diff, d, Rule.SOURCE_COORDINATES);
      comparison.report(
          part.payload(), diagnosis, "the normalized coordinates of obsm/" + best.get().key());
    }
  }

  private static FieldFidelity fidelity(
      FieldFidelity.Kind kind, String key, String sourceKey, ValueDiff diff, int d) {
    return new FieldFidelity(
        kind,
        key,
        sourceKey,
        diff.n(),
        diff.max(),
        diff.mean(),
        diff.tolerance(),
        diff.worst() / d,
        diff.off() + diff.missing());
  }

  /** The candidate that agrees, else the likeliest by name unless another is much closer. */
  private Optional<Candidate> best(int d, float[] exported) throws IOException {
    Candidate best = null;
    for (String key : candidates(d)) {
      Optional<Candidate> candidate = candidate(key, d, exported);
      if (candidate.isEmpty()) {
        continue;
      }
      if (candidate.get().diff().agrees()) {
        return candidate;
      }
      if (best == null || candidate.get().diff().off() < best.diff().off() / 2) {
        best = candidate.get();
      }
    }
    return Optional.ofNullable(best);
  }

  private List<String> candidates(int d) {
    List<MatrixSummary> wide = new ArrayList<>();
    for (MatrixSummary matrix : comparison.source().obsm()) {
      if (matrix.readable() && matrix.rows() == n && matrix.columns() >= d) {
        wide.add(matrix);
      }
    }
    wide.sort(Comparator.comparingInt(matrix -> rank(matrix, d)));
    return wide.stream().map(MatrixSummary::key).limit(MOST_CANDIDATES).toList();
  }

  private static int rank(MatrixSummary matrix, int d) {
    if (matrix.key().equals("X_umap_" + d + "d")) {
      return 0;
    }
    boolean exact = matrix.columns() == d;
    if (matrix.key().equals("X_umap")) {
      return exact ? 1 : 5;
    }
    return matrix.key().startsWith("X_") ? (exact ? 2 : 3) : 4;
  }

  private Optional<Candidate> candidate(String key, int d, float[] exported) throws IOException {
    DMatrixRMaj matrix = columns(comparison.source().obsmMatrix(key), d);
    return comparison.arithmetics().stream()
        .flatMap(arithmetic -> candidate(key, matrix, arithmetic, exported).stream())
        .min(Comparator.comparingInt(candidate -> candidate.diff().off()));
  }

  private Optional<Candidate> candidate(
      String key, DMatrixRMaj matrix, Arithmetic arithmetic, float[] exported) {
    int d = matrix.getNumCols();
    try {
      NormalizedEmbedding embedding = arithmetic.normalize(matrix);
      float[] expected = new float[exported.length];
      for (int cell = 0; cell < n; cell++) {
        for (int axis = 0; axis < d; axis++) {
          expected[cell * d + axis] = embedding.coordinate(cell, axis);
        }
      }
      ValueDiff diff = ValueDiff.of(expected, exported, exported.length, TOLERANCE);
      return Optional.of(new Candidate(key, embedding, diff));
    } catch (UnusableCoordinatesException e) {
      // No writer could have made an embedding of this matrix.
      return Optional.empty();
    }
  }

  private static DMatrixRMaj columns(DMatrixRMaj matrix, int d) {
    if (matrix.getNumCols() == d) {
      return matrix;
    }
    DMatrixRMaj first = new DMatrixRMaj(matrix.getNumRows(), d);
    for (int row = 0; row < matrix.getNumRows(); row++) {
      for (int column = 0; column < d; column++) {
        first.set(row, column, matrix.get(row, column));
      }
    }
    return first;
  }

  private void compareVectors(Dataset.PointsPart part) throws IOException {
    int d = part.file().dimension();
    NormalizedEmbedding embedding = matched.get(d);
    Optional<String> key = vectorKey(part.file().name(), d);
    if (!findings.holds(Rule.SOURCE_FIELD_UNKNOWN, key.isPresent())) {
      findings.add(
          Rule.SOURCE_FIELD_UNKNOWN,
          part.payload().path(),
          Place.whole(),
          "a vector field of the source",
          "none called " + Shown.name(part.file().name()) + " of " + d + " columns");
      return;
    }
    float[] exported = new float[Math.multiplyExact(n, d)];
    try (ExportReader reader = comparison.reader()) {
      if (embedding == null || !reader.floats(part.payload(), exported)) {
        return;
      }
    }
    float[] expected = new float[exported.length];
    DMatrixRMaj vectors = columns(comparison.source().obsmMatrix(key.get()), d);
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (float) (vectors.data[i] * embedding.scale());
      largest = Math.max(largest, Float.isFinite(expected[i]) ? Math.abs(expected[i]) : 0);
    }
    double tolerance = TOLERANCE * Math.max(largest, Float.MIN_NORMAL);
    ValueDiff diff = ValueDiff.of(expected, exported, exported.length, tolerance);
    comparison.add(
        fidelity(FieldFidelity.Kind.VECTOR_FIELD, part.file().name(), key.get(), diff, d));
    findings.ran(Rule.SOURCE_VECTORS, 1);
    if (!diff.agrees()) {
      comparison.report(
          part.payload(),
          diagnose(diff, d, Rule.SOURCE_VECTORS),
          "the vectors of obsm/" + key.get() + ", scaled like the embedding");
    }
  }

  private Optional<String> vectorKey(String id, int d) {
    for (String key : List.of(id + "_" + d + "d", id)) {
      for (MatrixSummary matrix : comparison.source().obsm()) {
        if (matrix.key().equals(key)
            && matrix.readable()
            && matrix.rows() == n
            && matrix.columns() == d) {
          return Optional.of(key);
        }
      }
    }
    return Optional.empty();
  }

  private ValueDiagnosis diagnose(ValueDiff diff, int d, Rule general) {
    Optional<int[]> order = RowOrder.exchanged(diff, d);
    if (order.isPresent()) {
      return new ValueDiagnosis(
          Rule.SOURCE_CELL_ORDER,
          "the rows of %s in another order: cells %s"
              .formatted(
                  Shown.count(order.get().length, "cell"), ValueDiagnosis.shown(order.get())),
          order.get());
    }
    for (int axis = 0; axis < d; axis++) {
      Optional<ValueDiagnosis> mirrored = mirrored(diff, d, axis);
      if (mirrored.isPresent()) {
        return mirrored.get();
      }
    }
    Optional<ValueDiagnosis> permuted = permuted(diff, d);
    if (permuted.isPresent()) {
      return permuted.get();
    }
    ValueDiagnosis diagnosis = ValueDiagnosis.of(diff, general);
    // Numbers of one row cannot move to another row alone.
    return diagnosis.rule() == Rule.SOURCE_CELL_ORDER
        ? new ValueDiagnosis(general, "numbers that were exchanged between rows", new int[0])
        : diagnosis;
  }

  /** Whether one axis has the opposite sign and the others are right. */
  private Optional<ValueDiagnosis> mirrored(ValueDiff diff, int d, int axis) {
    for (int i = 0; i < diff.n(); i++) {
      double there = diff.expected()[i] * (i % d == axis ? -1d : 1d);
      if (!(Math.abs(diff.exported()[i] - there) <= diff.tolerance())) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new ValueDiagnosis(
            Rule.SOURCE_SIGN, "axis " + axis + " with the opposite sign", new int[0]));
  }

  /** Whether the axes are right and stand in another order. */
  private static Optional<ValueDiagnosis> permuted(ValueDiff diff, int d) {
    for (int[] order : ORDERS) {
      if (order.length == d && isPermuted(diff, order)) {
        return Optional.of(
            new ValueDiagnosis(
                Rule.SOURCE_AXES,
                "axes in another order: the source's columns "
                    + Arrays.toString(order).replaceAll("[\\[\\]]", ""),
                new int[0]));
      }
    }
    return Optional.empty();
  }

  private static boolean isPermuted(ValueDiff diff, int[] order) {
    int d = order.length;
    for (int i = 0; i < diff.n(); i++) {
      double there = diff.expected()[i - i % d + order[i % d]];
      if (!(Math.abs(diff.exported()[i] - there) <= diff.tolerance())) {
        return false;
      }
    }
    return true;
  }
}
