package io.cellfolio.quant;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Coordinates of 100,000 cells to the unit cube, and their payload. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NormalizeBenchmark {
  private static final int CELLS = 100_000;
  private static final int AXES = 3;

  @Param({"keyed", "indexed"})
  String layout;

  private final DMatrixRMaj coordinates = new DMatrixRMaj(CELLS, AXES);
  private final byte[] out = new byte[CELLS * AXES * Float.BYTES];
  private Arithmetic arithmetic;

  /** Makes the coordinates. */
  @Setup
  public void make() {
    arithmetic = layout.equals("keyed") ? Arithmetic.keyed() : Arithmetic.indexed();
    Random random = new Random(1);
    for (int i = 0; i < coordinates.data.length; i++) {
      coordinates.data[i] = 10 * random.nextGaussian();
    }
  }

  @Benchmark
  public byte[] points() throws IOException {
    int[] at = {0};
    arithmetic
        .normalize(coordinates)
        .writePoints(
            (bytes, length) -> {
              System.arraycopy(bytes, 0, out, at[0], length);
              at[0] += length;
            });
    return out;
  }
}
