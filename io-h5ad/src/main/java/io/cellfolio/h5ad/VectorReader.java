package io.cellfolio.h5ad;

import io.cellfolio.source.Crew;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads one-dimensional datasets whole, in batches, into Java arrays of their own type. */
final class VectorReader {
  /** The most elements of a batch. */
  static final int BATCH = 1 << 14;

  /** Fewer elements are not worth another thread. */
  private static final int LEAST_SHARED = 1 << 19;

  /** What a text takes at least, its place in the array included. */
  private static final long LEAST_TEXT_BYTES = 48;

  private VectorReader() {}

  /** Takes batches of raw elements. */
  interface Batch {
    void accept(byte[] bytes, int at, int count) throws IOException;
  }

  /**
   * The length of a dataset of one dimension that is to be held as an array; a scalar counts as one
   * element.
   */
  static int length(HdfDataset dataset) throws IOException {
    int count = elements(dataset);
    dataset.container().requireHeap(dataset.path(), (long) Long.BYTES * count);
    return count;
  }

  /** As {@link #length}, where only a part is in memory at a time. */
  static int elements(HdfDataset dataset) throws IOException {
    long[] dimensions = dataset.dimensions();
    if (dataset.isNull() || dimensions.length > 1) {
      throw dataset.malformed("one dimension", dataset.describe());
    }
    long count = dataset.count();
    if (count > Integer.MAX_VALUE - 64) {
      throw dataset.unsupported("an array of " + count + " elements", "split the file by cells");
    }
    dataset.wholeBytes();
    return (int) count;
  }

  /** Reads in order, in this thread. */
  static void read(HdfDataset dataset, Batch batch) throws IOException {
    read(dataset, 0, elements(dataset), batch);
  }

  /**
   * Reads batches in any order. Where chunks have to be decoded and there are many, several threads
   * do it, each with a cursor of its own.
   *
   * @param batch called by several threads
   */
  static void readAnywhere(HdfDataset dataset, Batch batch) throws IOException {
    int count = elements(dataset);
    int chunk =
        dataset.layout() instanceof HdfDataset.Chunked chunked && !dataset.filters().isEmpty()
            ? chunked.dimensions()[0]
            : Integer.MAX_VALUE;
    int chunks = count / chunk + 1;
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), chunks / 2);
    if (threads < 2 || count < LEAST_SHARED) {
      read(dataset, 0, count, batch);
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Crew.run(
        "cellfolio-read",
        threads,
        (part, crew) ->
            dataset
                .container()
                .call(
                    dataset.path(),
                    () -> {
                      try (ChunkCursor cursor = new ChunkCursor(dataset)) {
                        for (int i = next.getAndIncrement();
                            i < chunks && crew.goesOn();
                            i = next.getAndIncrement()) {
                          int from = i * chunk;
                          int to = i + 1 == chunks ? count : from + chunk;
                          read(dataset, cursor, from, to, batch);
                        }
                      }
                      return null;
                    }));
  }

  private static void read(HdfDataset dataset, int from, int to, Batch batch) throws IOException {
    try (ChunkCursor cursor = new ChunkCursor(dataset)) {
      read(dataset, cursor, from, to, batch);
    }
  }

  private static void read(HdfDataset dataset, ChunkCursor cursor, int from, int to, Batch batch)
      throws IOException {
    int width = dataset.type().size();
    int step = Math.max(1, Math.min(BATCH, (1 << 20) / width));
    byte[] bytes = new byte[Math.multiplyExact(Math.min(step, to - from), width)];
    for (int at = from; at < to; at += step) {
      int length = Math.min(step, to - at);
      cursor.read(at, length, bytes, 0);
      batch.accept(bytes, at, length);
    }
  }

  static NumericType numeric(HdfDataset dataset) throws IOException {
    if (dataset.type() instanceof NumericType type) {
      return type;
    }
    if (dataset.type() instanceof HdfType.Other other) {
      throw dataset.unsupported(
          "a " + other.label(), "write the file again with default settings (h5py without libver)");
    }
    throw dataset.malformed("numbers", dataset.type().label());
  }

  static float[] floats(HdfDataset dataset) throws IOException {
    NumericType type = numeric(dataset);
    float[] values = new float[length(dataset)];
    readAnywhere(dataset, (bytes, at, count) -> type.toFloats(bytes, 0, values, at, count));
    return values;
  }

  static double[] doubles(HdfDataset dataset) throws IOException {
    NumericType type = numeric(dataset);
    double[] values = new double[length(dataset)];
    readAnywhere(dataset, (bytes, at, count) -> type.toDoubles(bytes, 0, values, at, count));
    return values;
  }

  static long[] longs(HdfDataset dataset) throws IOException {
    NumericType type = numeric(dataset);
    if (type.kind() == NumericType.Kind.FLOAT) {
      throw dataset.malformed("whole numbers", type.label());
    }
    long[] values = new long[length(dataset)];
    readAnywhere(dataset, (bytes, at, count) -> type.toLongs(bytes, 0, values, at, count));
    return values;
  }

  /** Truth values as 0 and 1, from booleans or whole numbers. */
  static byte[] flags(HdfDataset dataset) throws IOException {
    NumericType type = numeric(dataset);
    byte[] values = new byte[length(dataset)];
    read(
        dataset,
        (bytes, at, count) -> {
          for (int i = 0; i < count; i++) {
            values[at + i] = (byte) (type.doubleAt(bytes, i * type.size()) == 0 ? 0 : 1);
          }
        });
    return values;
  }

  /** Category codes; anything below zero becomes -1. */
  static int[] codes(HdfDataset dataset, int categories) throws IOException {
    NumericType type = codeType(dataset);
    int[] codes = new int[length(dataset)];
    read(
        dataset,
        (bytes, at, count) -> toCodes(dataset, type, bytes, at, count, categories, codes, at));
    return codes;
  }

  static NumericType codeType(HdfDataset dataset) throws IOException {
    NumericType type = numeric(dataset);
    if (!type.isInteger()) {
      throw dataset.malformed("category codes", type.label());
    }
    return type;
  }

  /** Turns a batch of stored codes, the first at position {@code at} of the dataset. */
  static void toCodes(
      HdfDataset dataset,
      NumericType type,
      byte[] bytes,
      int at,
      int count,
      int categories,
      int[] target,
      int to)
      throws IOException {
    for (int i = 0; i < count; i++) {
      long code = type.longAt(bytes, i * type.size());
      if (code >= categories) {
        throw dataset.malformed(
            "codes below " + categories + ", the number of categories",
            code + " at position " + (at + i));
      }
      target[to + i] = code < 0 ? -1 : (int) code;
    }
  }

  static String[] texts(HdfDataset dataset) throws IOException {
    int length = length(dataset);
    dataset.container().requireHeap(dataset.path(), LEAST_TEXT_BYTES * length);
    String[] texts = new String[length];
    TextDecoder decoder = TextDecoder.sharing(dataset, dataset.type());
    read(dataset, (bytes, at, count) -> decoder.decode(bytes, 0, texts, at, count));
    return texts;
  }
}
