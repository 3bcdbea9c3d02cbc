package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.GeneColumn;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** Values to 8-bit codes: a column of 100,000 cells, as listed values and as one per cell. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QuantizeBenchmark {
  private static final int CELLS = 100_000;
  private static final int EVERY = 16;

  @Param({"keyed", "indexed"})
  String layout;

  private final byte[] out = new byte[CELLS];
  private final float[] dense = new float[CELLS];
  private GeneColumn.Sparse sparse;
  private ColumnEncoder encoder;

  /** Makes the column. */
  @Setup
  public void make() {
    Arithmetic arithmetic = layout.equals("keyed") ? Arithmetic.keyed() : Arithmetic.indexed();
    encoder = arithmetic.encoder(SampleType.U8, Rounding.TRUNCATE);
    Random random = new Random(1);
    int[] cells = new int[CELLS / EVERY];
    float[] values = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = EVERY * i + random.nextInt(EVERY);
      values[i] = 1 + 5 * random.nextFloat();
      dense[cells[i]] = values[i];
    }
    sparse = new GeneColumn.Sparse(CELLS, cells, values, 0, cells.length);
  }

  @Benchmark
  public Object listed() {
    return ((CodeEncoder) encoder).encodeListed(sparse, out);
  }

  @Benchmark
  public Object spreadOut() {
    return encoder.encode(dense, out);
  }
}
