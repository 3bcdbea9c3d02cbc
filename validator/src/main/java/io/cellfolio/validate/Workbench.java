package io.cellfolio.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What one worker reads payloads with: readers and buffers that are used again and again. */
final class Workbench implements AutoCloseable {
  /** Bytes that are looked at in one go; a multiple of every row's width. */
  static final int CHUNK_BYTES = 3 * (1 << 14);

  private final ExportFiles files;
  private final RunCounts counts;
  private final List<PayloadInput> inputs = new ArrayList<>();
  private final List<byte[]> buffers = new ArrayList<>();

  Workbench(ExportFiles files, RunCounts counts) {
    this.files = files;
    this.counts = counts;
  }

  /** A reader; each number stands for one. */
  PayloadInput input(int number) {
    while (inputs.size() <= number) {
      inputs.add(new PayloadInput(files, counts));
    }
    return inputs.get(number);
  }

  /** A buffer of {@link #CHUNK_BYTES}; each number stands for one. */
  byte[] buffer(int number) {
    while (buffers.size() <= number) {
      buffers.add(new byte[CHUNK_BYTES]);
    }
    return buffers.get(number);
  }

  /** Closes the files of a task that is over. */
  void clear() throws IOException {
    for (PayloadInput input : inputs) {
      input.closeFile();
    }
  }

  @Override
  public void close() throws IOException {
    for (PayloadInput input : inputs) {
      input.close();
    }
  }
}
