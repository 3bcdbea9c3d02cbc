package io.cellfolio.validate;

import java.util.concurrent.atomic.LongAdder;

/** How much a run has read. */
final class RunCounts {
  private final LongAdder files = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  void file() {
    files.increment();
  }

  void files(long count) {
    files.add(count);
  }

  void bytes(long count) {
    bytes.add(count);
  }

  /** Files that were opened. */
  long filesRead() {
    return files.sum();
  }

  /** Bytes of payloads after inflating. */
  long bytesInflated() {
    return bytes.sum();
  }
}
