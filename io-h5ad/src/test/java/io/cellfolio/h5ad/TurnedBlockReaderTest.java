package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.Crew;
import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MemoryBudget;
import io.cellfolio.source.ReadingPlan;
import io.cellfolio.source.Resources;
import io.cellfolio.source.ScratchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.FMatrixSparseCSC;
import org.ejml.data.FMatrixSparseTriplet;
import org.ejml.ops.FConvertMatrixStruct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnedBlockReaderTest {
  private static final int CELLS = 4000;
  private static final int GENES = 700;
  private static final long SEED = 11;
  private static final MemoryBudget SMALL = MemoryBudget.megabytes(1);

  @TempDir Path directory;
  private Path path;
  private Path scratchDirectory;

  @BeforeEach
  void write() throws IOException {
    path = directory.resolve("spill.h5ad");
    scratchDirectory = directory.resolve("scratch");
    Random random = new Random(SEED);
    FMatrixSparseTriplet entries = new FMatrixSparseTriplet(CELLS, GENES, 1 << 19);
    for (int cell = 0; cell < CELLS; cell++) {
      for (int gene = random.nextInt(9); gene < GENES; gene += 1 + random.nextInt(9)) {
        entries.addItem(cell, gene, random.nextFloat() - 0.5f);
      }
    }
    FMatrixSparseCSC matrix = FConvertMatrixStruct.convert(entries, (FMatrixSparseCSC) null);
    H5adWriter.of(Fixtures.names("c", CELLS), Fixtures.names("g", GENES))
        .x(matrix, MatrixStorage.of(MatrixStorage.Form.CSR).chunked(20_000).gzipped())
        .write(path);
  }

  private static List<GeneBlock> blocks(GeneBlockCursor cursor) throws IOException {
    List<GeneBlock> blocks = new ArrayList<>();
    for (Optional<GeneBlock> next = cursor.next(); next.isPresent(); next = cursor.next()) {
      blocks.add(next.get());
    }
    return blocks;
  }

  private long scratchFiles() throws IOException {
    if (!Files.exists(scratchDirectory)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(scratchDirectory)) {
      return files.count();
    }
  }

  private static float[][] genes(GeneMatrix matrix, int[] columns, Resources resources)
      throws IOException {
    float[][] genes = new float[GENES][];
    try (GeneBlockCursor cursor = matrix.openBlocks(columns, resources)) {
      for (GeneBlock block : blocks(cursor)) {
        for (int i = 0; i < block.size(); i++) {
          genes[block.column(i)] = Fixtures.dense(block.gene(i), CELLS);
        }
      }
    }
    return genes;
  }

  @ParameterizedTest(name = "{0} MiB, {1} threads, seed " + SEED)
  @CsvSource({"1, 1", "1, 3", "2, 2", "8, 2", "64, 1", "64, 4"})
  void givesTheSameGenesAsManyPasses(int megabytes, int threads) throws IOException {
    int[] columns = IntStream.range(0, GENES).filter(gene -> gene % 7 != 3).toArray();
    Resources resources = Resources.of(MemoryBudget.megabytes(megabytes)).withThreads(threads);
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults());
        ScratchSpace scratch = ScratchSpace.at(scratchDirectory)) {
      GeneMatrix matrix = file.genes().orElseThrow();
      float[][] passes = genes(matrix, columns, Resources.of(SMALL));
      assertThat(scratchDirectory).doesNotExist();
      assertThat(genes(matrix, columns, resources.withScratch(scratch))).isDeepEqualTo(passes);
    }
    assertThat(scratchDirectory).doesNotExist();
  }

  @Test
  void givesEveryBlockOnceToManyThreads() throws Exception {
    int[] columns = IntStream.range(0, GENES).toArray();
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults());
        ScratchSpace scratch = ScratchSpace.at(scratchDirectory)) {
      GeneMatrix matrix = file.genes().orElseThrow();
      float[][] expected = genes(matrix, columns, Resources.of(SMALL));
      float[][] found = new float[GENES][];
      Resources resources = Resources.of(SMALL).withThreads(4).withScratch(scratch);
      try (GeneBlockCursor cursor = matrix.openBlocks(columns, resources)) {
        Crew.run(
            "cellfolio-test",
            4,
            (part, crew) -> {
              for (Optional<GeneBlock> next = cursor.next();
                  next.isPresent();
                  next = cursor.next()) {
                GeneBlock block = next.get();
                for (int i = 0; i < block.size(); i++) {
                  synchronized (found) {
                    assertThat(found[block.column(i)]).isNull();
                    found[block.column(i)] = Fixtures.dense(block.gene(i), CELLS);
                  }
                }
              }
            });
      }
      assertThat(found).isDeepEqualTo(expected);
    }
  }

  @Test
  void saysHowItWillRead() throws IOException {
    int[] columns = IntStream.range(0, GENES).toArray();
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults());
        ScratchSpace scratch = ScratchSpace.at(scratchDirectory)) {
      GeneMatrix matrix = file.genes().orElseThrow();
      assertThat(matrix.plan(columns, Resources.of(SMALL)).way()).isEqualTo(ReadingPlan.Way.PASSES);
      assertThat(matrix.plan(columns, Resources.of(SMALL)).passes()).isGreaterThan(5);
      ReadingPlan spill = matrix.plan(columns, Resources.of(SMALL).withScratch(scratch));
      assertThat(spill.way()).isEqualTo(ReadingPlan.Way.SPILL);
      assertThat(spill.scratchBytes()).isBetween(1L << 21, 1L << 23);
      assertThat(matrix.plan(columns, Resources.of(MemoryBudget.megabytes(64))))
          .isEqualTo(new ReadingPlan(ReadingPlan.Way.IN_MEMORY, 1, 0));
    }
  }

  @Test
  void putsAsideWhatItSaid() throws IOException {
    int[] columns = IntStream.range(0, GENES).toArray();
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults());
        ScratchSpace scratch = ScratchSpace.at(scratchDirectory)) {
      GeneMatrix matrix = file.genes().orElseThrow();
      Resources resources = Resources.of(SMALL).withScratch(scratch);
      try (GeneBlockCursor cursor = matrix.openBlocks(columns, resources)) {
        assertThat(cursor).isInstanceOf(TurnedBlockReader.class);
        assertThat(Files.size(scratchDirectory.resolve("entries-0")))
            .isPositive()
            .isLessThanOrEqualTo(matrix.plan(columns, resources).scratchBytes() + (1 << 19));
      }
    }
  }

  @Test
  void leavesNoFilesWhenAbandoned() throws IOException {
    int[] columns = IntStream.range(0, GENES).toArray();
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults());
        ScratchSpace scratch = ScratchSpace.at(scratchDirectory)) {
      GeneBlockCursor cursor =
          file.genes().orElseThrow().openBlocks(columns, Resources.of(SMALL).withScratch(scratch));
      assertThat(cursor.next()).isPresent();
      cursor.close();
      assertThat(scratchFiles()).isZero();
    }
    assertThat(scratchDirectory).doesNotExist();
  }

  @Test
  void usesNoDiskWhereMemoryIsEnough() throws IOException {
    int[] columns = IntStream.range(0, GENES).toArray();
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults());
        ScratchSpace scratch = ScratchSpace.at(scratchDirectory);
        GeneBlockCursor cursor =
            file.genes()
                .orElseThrow()
                .openBlocks(
                    columns, Resources.of(MemoryBudget.megabytes(64)).withScratch(scratch))) {
      assertThat(blocks(cursor)).isNotEmpty();
      assertThat(scratchDirectory).doesNotExist();
    }
  }
}
