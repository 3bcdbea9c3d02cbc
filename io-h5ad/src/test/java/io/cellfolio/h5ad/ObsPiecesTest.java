package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.ObsPieces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A column that is read in pieces is the one that is read as a whole. */
class ObsPiecesTest {
  @TempDir Path directory;

  private static <A> A whole(ObsPieces.Reading<A> reading, A target, int n) throws IOException {
    int[] next = {0};
    reading.read(
        (cell, count, values) -> {
          assertThat(cell).isEqualTo(next[0]);
          assertThat(count).isBetween(1, VectorReader.BATCH);
          System.arraycopy(values, 0, target, cell, count);
          next[0] += count;
        });
    assertThat(next[0]).isEqualTo(n);
    return target;
  }

  private static void compare(H5adFile file) throws IOException {
    int n = file.nCells();
    for (int i = 0; i < file.obsNames().size(); i++) {
      ObsColumn column = file.obsColumn(i);
      ObsPieces pieces = file.obsPieces(i);
      assertThat(pieces.name()).isEqualTo(column.name());
      assertThat(pieces.getClass().getSimpleName())
          .as(column.name())
          .isEqualTo(column.getClass().getSimpleName());
      if (pieces instanceof ObsPieces.Continuous c) {
        assertThat(whole(c.values(), new float[n], n))
            .isEqualTo(((ObsColumn.Continuous) column).values());
      } else if (pieces instanceof ObsPieces.Flags c) {
        assertThat(whole(c.values(), new byte[n], n))
            .isEqualTo(((ObsColumn.Flags) column).values());
      } else if (pieces instanceof ObsPieces.Text c) {
        assertThat(whole(c.values(), new String[n], n))
            .isEqualTo(((ObsColumn.Text) column).values());
      } else if (pieces instanceof ObsPieces.Categorical c) {
        ObsColumn.Categorical declared = (ObsColumn.Categorical) column;
        assertThat(whole(c.codes(), new int[n], n)).isEqualTo(declared.codes());
        assertThat(c.labels().read()).isEqualTo(declared.categories()).hasSize(c.nCategories());
      } else {
        assertThat(((ObsPieces.Unsupported) pieces).reason())
            .isEqualTo(((ObsColumn.Unsupported) column).reason());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modern.h5ad",
        "legacy-0.6.h5ad",
        "legacy-0.7.h5ad",
        "odd-frames.h5ad",
        "odd-parts.h5ad",
        "latest.h5ad",
        "dtypes.h5ad",
        "strange.h5ad"
      })
  void everyKindOfColumnIsTheSame(String name) throws IOException {
    try (H5adFile file = Fixtures.open(name)) {
      compare(file);
    }
  }

  @Test
  void manyCellsComeInPieces() throws IOException {
    int n = 2 * VectorReader.BATCH + 77;
    Random random = new Random(8);
    float[] numbers = new float[n];
    boolean[] flags = new boolean[n];
    int[] codes = new int[n];
    List<String> texts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int cell = 0; cell < n; cell++) {
      numbers[cell] = random.nextFloat();
      flags[cell] = random.nextBoolean();
      codes[cell] = random.nextInt(4) - 1;
      texts.add("text " + random.nextInt(300));
      names.add("c" + cell);
    }
    Path path = directory.resolve("many.h5ad");
    H5adWriter.of(names, IntStream.range(0, 3).mapToObj(i -> "g" + i).toList())
        .obsFloats("numbers", numbers)
        .obsFlags("flags", flags)
        .obsCategories("codes", List.of("a", "b", "c"), codes)
        .obsTexts("texts", texts)
        .obsCategories("names", names, IntStream.range(0, n).toArray())
        .write(path);
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults())) {
      compare(file);
    }
  }
}
