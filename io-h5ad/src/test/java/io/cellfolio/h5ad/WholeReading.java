package io.cellfolio.h5ad;

import io.cellfolio.source.CellRows;
import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.nio.file.Path;

/** Reads all there is in a file, and collects the refusals that a damaged one may answer with. */
final class WholeReading {
  private WholeReading() {}

  /** The messages of all refusals; an empty text when nothing was refused. */
  static String refusals(Path path) throws IOException {
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
      return refusals(file);
    } catch (MalformedH5adException | UnsupportedEncodingException e) {
      return e.getMessage();
    }
  }

  private static String refusals(H5adFile file) throws IOException {
    StringBuilder refusals = new StringBuilder();
    for (int i = 0; i < file.obsNames().size(); i++) {
      int column = i;
      refusals.append(attempt(() -> file.obsColumn(column)));
    }
    for (MatrixSummary matrix : file.obsm()) {
      if (matrix.readable()) {
        refusals.append(attempt(() -> file.obsmMatrix(matrix.key())));
        refusals.append(attempt(() -> rows(file.obsmRows(matrix.key()))));
      }
    }
    for (MatrixSummary graph : file.obsp()) {
      if (graph.readable()) {
        refusals.append(attempt(() -> file.obspMatrix(graph.key())));
        refusals.append(attempt(() -> places(file.obspRows(graph.key()))));
      }
    }
    if (file.genes().isPresent()) {
      refusals.append(attempt(() -> file.genes().orElseThrow().geneNames()));
      refusals.append(
          attempt(
              () ->
                  Fixtures.genes(
                      file.genes().orElseThrow(), file.nCells(), MemoryBudget.megabytes(16))));
    }
    refusals.append(attempt(file::summary));
    refusals.append(attempt(file::matrixProfiles));
    return refusals.toString();
  }

  private static Object rows(CellRows rows) throws IOException {
    long[] sum = {0};
    rows.read((cell, count, values, from) -> sum[0] += count);
    return sum;
  }

  private static Object places(GraphRows rows) throws IOException {
    long[] sum = {0};
    rows.weights(
        0,
        rows.nCells(),
        (line, cells, weights, from, to) -> {
          sum[0] += to - from;
          return true;
        });
    return sum;
  }

  private interface Reading {
    Object run() throws IOException;
  }

  private static String attempt(Reading reading) throws IOException {
    try {
      return reading.run() == null ? "nothing" : "";
    } catch (MalformedH5adException | UnsupportedEncodingException e) {
      return e.getMessage();
    }
  }
}
