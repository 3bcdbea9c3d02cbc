package io.cellfolio.deflate;

import java.util.Arrays;
import java.util.Objects;

/** A byte array that grows as bytes are written to it and is used again after {@link #clear}. */
public final class GrowableBytes implements ByteSink {
  private byte[] array;
  private int length;

  /**
   * An empty buffer.
   *
   * @param capacity bytes that fit without growing, 0 or more
   */
  public GrowableBytes(int capacity) {
    array = new byte[capacity];
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    Objects.checkFromIndexSize(from, count, bytes.length);
    int needed = Math.addExact(length, count);
    if (needed > array.length) {
      long wanted = Math.max(needed, array.length + (array.length >> 1) + 64L);
      array = Arrays.copyOf(array, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    System.arraycopy(bytes, from, array, length, count);
    length = needed;
  }

  /**
   * The array that holds the bytes from its start; growing replaces it.
   *
   * @return the array itself, not a copy
   */
  public byte[] array() {
    return array;
  }

  /**
   * How many bytes have been written since the last {@link #clear}.
   *
   * @return 0 or more
   */
  public int length() {
    return length;
  }

  /** Forgets the bytes and keeps the array. */
  public void clear() {
    length = 0;
  }
}
