package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.h5ad.MatrixStorage.Form;
import io.cellfolio.source.CellRows;
import io.cellfolio.source.MatrixSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.FMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A matrix that is read in pieces is the one that is read as a whole. */
class CellRowsTest {
  @TempDir Path directory;

  /** The rows of a matrix, put together. */
  private static float[] whole(CellRows rows, int mostAtOnce) throws IOException {
    int width = rows.nColumns();
    float[] values = new float[rows.nCells() * width];
    int[] next = {0};
    rows.read(
        (cell, count, some, from) -> {
          assertThat(cell).isEqualTo(next[0]);
          assertThat(count * width).isLessThanOrEqualTo(mostAtOnce);
          System.arraycopy(some, from, values, cell * width, count * width);
          next[0] += count;
        });
    assertThat(next[0]).isEqualTo(rows.nCells());
    return values;
  }

  static Stream<MatrixStorage> storages() {
    MatrixStorage plain = MatrixStorage.of(Form.DENSE);
    return Stream.of(
        plain, plain.chunked(37), plain.chunked(64).gzipped(), plain.chunked(1000).gzipped());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("storages")
  void everyStorageGivesTheSame(MatrixStorage storage) throws IOException {
    for (int[] shape : new int[][] {{900, 211}, {70_000, 1}, {3, 500}}) {
      Random random = new Random(shape[0]);
      FMatrixSparseCSC values = new FMatrixSparseCSC(shape[0], shape[1], 0);
      for (int i = 0; i < 2000; i++) {
        values.set(random.nextInt(shape[0]), random.nextInt(shape[1]), random.nextFloat());
      }
      Path path = directory.resolve("rows" + shape[0] + ".h5ad");
      H5adWriter.of(
              IntStream.range(0, shape[0]).mapToObj(i -> "c" + i).toList(),
              IntStream.range(0, shape[1]).mapToObj(i -> "g" + i).toList())
          .x(values, storage)
          .write(path);
      try (HdfContainer container = HdfContainer.open(path)) {
        HdfGroup root = (HdfGroup) container.root();
        MatrixShape.Dense dense =
            (MatrixShape.Dense) MatrixShape.of(root.child("X").orElseThrow(), shape[0], shape[1]);
        float[] expected = new ObsmElement.Dense("X", dense).readFloat().data;
        int atOnce = storage.chunkLength() == 1000 ? expected.length : 1 << 16;
        assertThat(whole(new DenseCellRows(dense), atOnce)).isEqualTo(expected);
      }
    }
  }

  @Test
  void everyKindOfElementGivesTheSame() throws IOException {
    for (String name : List.of("modern.h5ad", "legacy-0.6.h5ad", "legacy-0.7.h5ad")) {
      try (H5adFile file = Fixtures.open(name)) {
        for (MatrixSummary matrix : file.obsm()) {
          if (matrix.readable()) {
            assertThat(whole(file.obsmRows(matrix.key()), Integer.MAX_VALUE))
                .as(name + " " + matrix.key())
                .isEqualTo(file.obsmMatrixFloat(matrix.key()).data);
          }
        }
      }
    }
  }
}
