package io.cellfolio.h5ad;

import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MemoryBudget;
import io.cellfolio.source.Resources;
import io.cellfolio.source.ScratchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixSparseCSC;
import org.ejml.data.FMatrixSparseTriplet;
import org.ejml.ops.FConvertMatrixStruct;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Turning a matrix that is stored by cells into genes; the score is the time for one non-zero. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TurningBenchmark {
  private static final int CELLS = 20_000;
  private static final int GENES = 2_000;
  private static final int PER_CELL = 200;
  private static final int NON_ZEROS = CELLS * PER_CELL;

  /** {@code gzip} or {@code none}. */
  @Param({"none", "gzip"})
  private String compression;

  /** With 256 MiB all is in memory, with 4 MiB most is put aside on disk. */
  @Param({"4", "256"})
  private int megabytes;

  /** {@code one} pass over the file, or {@code several}. */
  @Param({"one", "several"})
  private String passes;

  private Path directory;
  private H5adFile file;

  /** Writes the file. */
  @Setup
  public void write() throws IOException {
    directory = Files.createTempDirectory("turning");
    Path path = directory.resolve("cells.h5ad");
    Random random = new Random(1);
    FMatrixSparseTriplet entries = new FMatrixSparseTriplet(CELLS, GENES, NON_ZEROS);
    int step = GENES / PER_CELL;
    for (int cell = 0; cell < CELLS; cell++) {
      for (int i = 0; i < PER_CELL; i++) {
        entries.addItem(cell, i * step + random.nextInt(step), 1 + random.nextFloat());
      }
    }
    FMatrixSparseCSC matrix = FConvertMatrixStruct.convert(entries, (FMatrixSparseCSC) null);
    MatrixStorage storage = MatrixStorage.of(MatrixStorage.Form.CSR).chunked(100_000);
    H5adWriter.of(Fixtures.names("c", CELLS), Fixtures.names("g", GENES))
        .x(matrix, compression.equals("gzip") ? storage.gzipped() : storage)
        .write(path);
    file = H5adFile.open(path, H5adOptions.defaults());
  }

  /** Reads every gene. */
  @Benchmark
  @OperationsPerInvocation(NON_ZEROS)
  public void turn(Blackhole result) throws IOException {
    GeneMatrix matrix = file.genes().orElseThrow();
    int[] columns = IntStream.range(0, GENES).toArray();
    Resources resources = Resources.of(MemoryBudget.megabytes(megabytes));
    try (ScratchSpace scratch = ScratchSpace.at(directory.resolve("scratch"));
        GeneBlockCursor cursor =
            matrix.openBlocks(
                columns, passes.equals("one") ? resources.withScratch(scratch) : resources)) {
      for (Optional<GeneBlock> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        result.consume(next.get());
      }
    }
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    file.close();
    Files.delete(directory.resolve("cells.h5ad"));
    Files.delete(directory);
  }
}
