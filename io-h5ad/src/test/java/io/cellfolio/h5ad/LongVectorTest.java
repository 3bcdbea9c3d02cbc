package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors that no array in this heap can hold are read in batches all the same. */
class LongVectorTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int LENGTH = 2_000_000_000;
  private static final String SCRIPT =
      """
      import h5py, sys
      with h5py.File(sys.argv[1], "w") as f:
          d = f.create_dataset("x", (%d,), "i1") # contiguous: a file with a hole
          d[5] = 7
          d[-1] = 3
      """
          .formatted(LENGTH);

  @Test
  void areReadInBatchesButNotIntoOneArray(@TempDir Path directory) throws Exception {
    assumeTrue(
        Files.isExecutable(PYTHON)
            && new ProcessBuilder(PYTHON + "", "-c", "import h5py").start().waitFor() == 0,
        "no h5py to write the file with");
    assumeTrue(Runtime.getRuntime().maxMemory() < (long) LENGTH * Long.BYTES, "a very large heap");
    Path path = directory.resolve("long.h5");
    int status =
        new ProcessBuilder(PYTHON + "", "-c", SCRIPT, path + "").inheritIO().start().waitFor();
    assertThat(status).isZero();
    try (HdfContainer container = HdfContainer.open(path)) {
      HdfDataset dataset = (HdfDataset) ((HdfGroup) container.root()).child("x").orElseThrow();
      AtomicLong sum = new AtomicLong();
      AtomicLong read = new AtomicLong();
      VectorReader.readAnywhere(
          dataset,
          (bytes, at, count) -> {
            long part = 0;
            for (int i = 0; i < count; i++) {
              part += bytes[i];
            }
            sum.addAndGet(part);
            read.addAndGet(count);
          });
      assertThat(read).hasValue(LENGTH);
      assertThat(sum).hasValue(10);
      assertThatThrownBy(() -> VectorReader.length(dataset))
          .isInstanceOf(UnsupportedEncodingException.class)
          .hasMessageContaining("-Xmx");
    }
  }
}
