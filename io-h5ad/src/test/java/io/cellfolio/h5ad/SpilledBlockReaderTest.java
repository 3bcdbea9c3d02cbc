package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MemoryBudget;
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

class SpilledBlockReaderTest {
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

  @Test
  void givesTheSameBlocksAsManyPasses() throws IOException {
    int[] columns = IntStream.range(0, GENES).filter(gene -> gene % 7 != 3).toArray();
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults());
        ScratchSpace scratch = ScratchSpace.at(scratchDirectory)) {
      GeneMatrix genes = file.genes().orElseThrow();
      List<GeneBlock> passes;
      try (GeneBlockCursor cursor = genes.openBlocks(columns, SMALL)) {
        passes = blocks(cursor);
      }
      assertThat(scratchFiles()).isZero();
      try (GeneBlockCursor cursor = genes.openBlocks(columns, SMALL, scratch)) {
        assertThat(scratchFiles()).as("blocks put aside").isEqualTo(passes.size());
        List<GeneBlock> spilled = blocks(cursor);
        assertThat(spilled).hasSameSizeAs(passes).hasSizeGreaterThan(4);
        for (int i = 0; i < passes.size(); i++) {
          GeneBlock.Sparse expected = (GeneBlock.Sparse) passes.get(i);
          GeneBlock.Sparse found = (GeneBlock.Sparse) spilled.get(i);
          assertThat(found.columns()).isEqualTo(expected.columns());
          assertThat(found.values().col_idx).isEqualTo(expected.values().col_idx);
          assertThat(found.values().nz_rows).isEqualTo(expected.values().nz_rows);
          assertThat(found.values().nz_values).isEqualTo(expected.values().nz_values);
        }
      }
    }
    assertThat(scratchDirectory).doesNotExist();
  }

  @Test
  void leavesNoFilesWhenAbandoned() throws IOException {
    int[] columns = IntStream.range(0, GENES).toArray();
    try (H5adFile file = H5adFile.open(path, H5adOptions.defaults());
        ScratchSpace scratch = ScratchSpace.at(scratchDirectory)) {
      GeneBlockCursor cursor = file.genes().orElseThrow().openBlocks(columns, SMALL, scratch);
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
            file.genes().orElseThrow().openBlocks(columns, MemoryBudget.megabytes(64), scratch)) {
      assertThat(blocks(cursor)).hasSize(1);
      assertThat(scratchDirectory).doesNotExist();
    }
  }
}
