package io.cellfolio.h5ad;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Own reading of data against jhdf's, in the file that {@code make_benchmark.py} writes; own
 * reading of numbers runs in a heap of 64 MiB. {@link ReadingBenchmarkRun} runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class ReadingBenchmark {
  private static final String FILE = "cellfolio.benchmark";
  private static final int STEP = 1 << 16;

  private final Path path = Path.of(System.getProperty(FILE, "benchmark.h5"));

  /** Measures, and gives the best time of each way of reading, in milliseconds by its name. */
  static SortedMap<String, Double> run(Path file) throws RunnerException {
    SortedMap<String, Double> best = new TreeMap<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(ReadingBenchmark.class.getSimpleName())
                    .jvmArgsAppend("-D" + FILE + "=" + file)
                    .build())
            .run()) {
      best.put(
          result.getPrimaryResult().getLabel(), result.getPrimaryResult().getStatistics().getMin());
    }
    return best;
  }

  @Benchmark
  @Fork(value = 1, jvmArgs = "-Xmx64m")
  public void ownNumbers(Blackhole result) throws IOException {
    try (HdfContainer container = HdfContainer.open(path)) {
      HdfDataset dataset = dataset(container, "numbers");
      NumericType type = VectorReader.numeric(dataset);
      ThreadLocal<float[]> values = ThreadLocal.withInitial(() -> new float[STEP]);
      VectorReader.readAnywhere(
          dataset,
          (bytes, at, count) -> {
            float[] target = values.get();
            type.toFloats(bytes, 0, target, 0, count);
            synchronized (result) {
              result.consume(target);
            }
          });
    }
  }

  @Benchmark
  @Fork(value = 1, jvmArgs = "-Xmx3g")
  public void jhdfNumbers(Blackhole result) {
    try (HdfFile file = new HdfFile(path)) {
      result.consume(file.getDatasetByPath("/numbers").getData());
    }
  }

  @Benchmark
  @Fork(value = 1, jvmArgs = "-Xmx512m")
  public void ownTexts(Blackhole result) throws IOException {
    try (HdfContainer container = HdfContainer.open(path)) {
      result.consume(VectorReader.texts(dataset(container, "texts")));
    }
  }

  @Benchmark
  @Fork(value = 1, jvmArgs = "-Xmx3g")
  public void jhdfTexts(Blackhole result) {
    try (HdfFile file = new HdfFile(path)) {
      result.consume(file.getDatasetByPath("/texts").getData());
    }
  }

  private static HdfDataset dataset(HdfContainer container, String name) throws IOException {
    return (HdfDataset) ((HdfGroup) container.root()).child(name).orElseThrow();
  }
}
