package io.cellfolio.deflate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** The deflate of quantized columns of 100,000 cells: time for each of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EncodeBenchmark {
  private static final int CELLS = 100_000;
  private static final int COLUMNS = 16;

  @Param({"0.01", "0.06", "0.15"})
  double density;

  @Param({"1", "6"})
  int level;

  private final byte[][] columns = new byte[COLUMNS][];
  private final int[][] cells = new int[COLUMNS][];
  private final byte[][] codes = new byte[COLUMNS][];
  private final GrowableBytes sink = new GrowableBytes(1 << 20);
  private final Zlib zlib = new Zlib();
  private GzipEncoder encoder;

  /** Makes columns of about the density. */
  @Setup
  public void make() {
    Random random = new Random(1);
    encoder = GzipEncoder.ofLevel(level);
    for (int i = 0; i < COLUMNS; i++) {
      double share = density * (0.5 + random.nextDouble());
      columns[i] = PayloadShapes.bytes(PayloadShapes.gene(CELLS, 1 - share, i), 254);
      int[] listed = new int[CELLS];
      byte[] of = new byte[CELLS];
      int count = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        if (columns[i][cell] != 0) {
          listed[count] = cell;
          of[count++] = columns[i][cell];
        }
      }
      cells[i] = Arrays.copyOf(listed, count);
      codes[i] = Arrays.copyOf(of, count);
    }
  }

  @Benchmark
  @OperationsPerInvocation(COLUMNS)
  public long listed() throws IOException {
    long stored = 0;
    for (int i = 0; i < COLUMNS; i++) {
      sink.clear();
      stored += encoder.encodeSparse(CELLS, 0, cells[i], 0, cells[i].length, codes[i], 0, 1, sink);
    }
    return stored;
  }

  @Benchmark
  @OperationsPerInvocation(COLUMNS)
  public long spreadOut() throws IOException {
    long stored = 0;
    for (byte[] column : columns) {
      sink.clear();
      stored += encoder.encode(column, 0, column.length, sink);
    }
    return stored;
  }

  @Benchmark
  @OperationsPerInvocation(COLUMNS)
  public long zlib() {
    long stored = 0;
    for (byte[] column : columns) {
      stored += zlib.size(column, level);
    }
    return stored;
  }
}
