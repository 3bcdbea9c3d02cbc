package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.h5ad.MatrixStorage.Form;
import io.cellfolio.source.CellRows;
import io.cellfolio.source.ExactRows;
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

  private static double[] exactly(ExactRows rows) throws IOException {
    int width = rows.nColumns();
    double[] values = new double[rows.nCells() * width];
    int[] next = {0};
    rows.read(
        (cell, count, some, from) -> {
          assertThat(cell).isEqualTo(next[0]);
          System.arraycopy(some, from, values, cell * width, count * width);
          next[0] += count;
        });
    assertThat(next[0]).isEqualTo(rows.nCells());
    return values;
  }

  static Stream<MatrixStorage> storages() {
    MatrixStorage plain = MatrixStorage.of(Form.DENSE);
    MatrixStorage rows = MatrixStorage.of(Form.CSR);
    MatrixStorage columns = MatrixStorage.of(Form.CSC);
    return Stream.of(
        plain,
        plain.chunked(37),
        plain.chunked(64).gzipped(),
        plain.chunked(1000).gzipped(),
        rows,
        rows.chunked(100).gzipped(),
        columns,
        columns.chunked(1000).gzipped());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("storages")
  void everyStorageGivesTheSame(MatrixStorage storage) throws IOException {
    for (int[] shape : new int[][] {{900, 211}, {2600, 211}, {70_000, 1}, {3, 500}}) {
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
        MatrixShape matrix = MatrixShape.of(root.child("X").orElseThrow(), shape[0], shape[1]);
        ObsmElement element =
            matrix instanceof MatrixShape.Dense dense
                ? new ObsmElement.Dense("X", dense)
                : new ObsmElement.Sparse("X", matrix);
        double[] exact = element.readDouble().data;
        float[] expected = element.readFloat().data;
        boolean oneChunk = storage.chunkLength() == 1000 && matrix instanceof MatrixShape.Dense;
        int atOnce = oneChunk ? expected.length : ObsmElement.LARGE_BLOCK_VALUES;
        ElementRows rows = new ElementRows(container, element);
        assertThat(whole(rows, atOnce)).isEqualTo(expected);
        assertThat(exactly(rows)).isEqualTo(exact);
        assertThat(exactly(rows.first(1)))
            .isEqualTo(
                IntStream.range(0, shape[0]).mapToDouble(i -> exact[i * shape[1]]).toArray());
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
            assertThat(exactly(file.obsmExactRows(matrix.key())))
                .as(name + " " + matrix.key())
                .isEqualTo(file.obsmMatrix(matrix.key()).data);
          }
        }
      }
    }
  }

  @Test
  void aDataFrameOfManyRowsIsReadInBlocks() throws IOException {
    int n = 150_000;
    Random random = new Random(4);
    float[] singles = new float[n];
    double[] doubles = new double[n];
    boolean[] flags = new boolean[n];
    for (int cell = 0; cell < n; cell++) {
      singles[cell] = random.nextFloat();
      doubles[cell] = random.nextInt(50) == 0 ? Double.NaN : random.nextGaussian();
      flags[cell] = random.nextBoolean();
    }
    Path path = directory.resolve("frame.h5ad");
    H5adWriter.of(IntStream.range(0, n).mapToObj(i -> "c" + i).toList(), List.of())
        .obsFloats("a", singles)
        .obsDoubles("b", doubles)
        .obsFlags("c", flags)
        .write(path);
    try (HdfContainer container = HdfContainer.open(path)) {
      HdfGroup root = (HdfGroup) container.root();
      ObsmElement element = new ObsmElement.Frame("obs", DataFrameReader.open(root, "obs"));
      ElementRows rows = new ElementRows(container, element);
      assertThat(whole(rows, ObsmElement.LARGE_BLOCK_VALUES)).isEqualTo(element.readFloat().data);
      assertThat(exactly(rows)).isEqualTo(element.readDouble().data);
    }
  }
}
