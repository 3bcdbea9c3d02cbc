package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.h5ad.MatrixStorage.Form;
import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.FMatrixSparseCSC;
import org.ejml.data.FMatrixSparseTriplet;
import org.ejml.ops.FConvertMatrixStruct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A graph that is read in pieces is the one that is read as a whole. */
class GraphRowsTest {
  private static final int CELLS = 320;

  @TempDir Path directory;

  static Stream<MatrixStorage> storages() {
    return Stream.of(Form.values())
        .map(MatrixStorage::of)
        .flatMap(
            plain ->
                Stream.of(
                    plain,
                    plain.withLongIndices(),
                    plain.chunked(37),
                    plain.chunked(37).gzipped(),
                    plain.gzipped()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("storages")
  void everyStorageGivesTheSame(MatrixStorage storage) throws IOException {
    Random random = new Random(11);
    FMatrixSparseTriplet triplets = new FMatrixSparseTriplet(CELLS, CELLS, CELLS);
    for (int row = 0; row < CELLS; row++) {
      int density = random.nextInt(5) == 0 ? 40 : 2;
      for (int column = 0; column < CELLS; column++) {
        if (row != 7 && random.nextInt(density) == 0) {
          triplets.addItem(row, column, 1 + random.nextFloat());
        }
      }
    }
    FMatrixSparseCSC values = FConvertMatrixStruct.convert(triplets, (FMatrixSparseCSC) null);
    values.sortIndices(null);
    Path path = directory.resolve("graph.h5ad");
    List<String> names = IntStream.range(0, CELLS).mapToObj(i -> "c" + i).toList();
    H5adWriter.of(names, names).x(values, storage).write(path);
    try (HdfContainer container = HdfContainer.open(path)) {
      HdfGroup root = (HdfGroup) container.root();
      MatrixShape shape = MatrixShape.of(root.child("X").orElseThrow(), CELLS, CELLS);
      GraphRows rows = SparseGraphRows.of(shape);
      assertThat(rows.byColumns()).isEqualTo(storage.form() == Form.CSC);
      GraphLines.requireSame(rows, DoubleColumns.read(shape), storage.toString());
    }
  }

  @Test
  void readingStopsWhenNoMoreIsWanted() throws IOException {
    try (H5adFile file = Fixtures.open("modern.h5ad")) {
      for (MatrixSummary graph : file.obsp()) {
        int[] calls = new int[2];
        GraphRows rows = file.obspRows(graph.key());
        rows.places(0, file.nCells(), (line, cells, from, to) -> ++calls[0] < 3);
        rows.weights(0, file.nCells(), (line, cells, weights, from, to) -> ++calls[1] < 2);
        assertThat(calls).as(graph.key()).containsExactly(3, 2);
      }
    }
  }
}
