package io.cellfolio.deflate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Packs bits into bytes, the first bit into the lowest (RFC 1951, section 3.1.1), and hands full
 * buffers on. Room is made before a block, so that its loops need no checks.
 *
 * <p>Bits are packed into words of 32 bits, because storing to an element of an array is cheap
 * under both of Java's compilers, which storing several bytes at once is not.
 */
final class BitSink {
  /** A word is complete with so many bits. */
  static final int WORD_BITS = Integer.SIZE;

  private static final int DRAIN_AT = 1 << 14;
  private static final int SLACK = 4;
  private static final int PASSED_WORDS = 1 << 12;

  private int[] words = new int[1 << 10];
  private int position;

  /** The bits behind the last whole word, fewer than a word. */
  private long bits;

  private int count;
  private long written;
  private ByteSink sink;

  private final byte[] passed = new byte[PASSED_WORDS * Integer.BYTES];
  private final IntBuffer passedWords =
      ByteBuffer.wrap(passed).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();

  /** Begins an output. */
  void begin(ByteSink to) {
    sink = to;
    position = 0;
    bits = 0;
    count = 0;
    written = 0;
  }

  /** Makes room for a number of bits, after handing on what is full. */
  void reserve(long moreBits) throws IOException {
    if (position >= DRAIN_AT) {
      drainWords();
    }
    long needed = position + moreBits / WORD_BITS + SLACK;
    if (needed > words.length) {
      words = Arrays.copyOf(words, Math.toIntExact(Math.max(needed, 2L * words.length)));
    }
  }

  /** Writes up to 56 bits, for which there must be room. */
  void put(long value, int width) {
    if (width > WORD_BITS) {
      put(value & 0xffffffffL, WORD_BITS);
      put(value >>> WORD_BITS, width - WORD_BITS);
      return;
    }
    bits |= value << count;
    count += width;
    words[position] = (int) bits;
    int full = count >>> 5;
    position += full;
    bits >>>= full << 5;
    count &= WORD_BITS - 1;
  }

  /** Fills up the last byte with zeros. */
  void align() {
    if ((count & 7) > 0) {
      put(0, -count & 7);
    }
  }

  /** Writes whole bytes after {@link #align}; there must be room. */
  void putBytes(byte[] from, int offset, int length) {
    int at = offset;
    int end = offset + length;
    for (; at + 1 < end; at += 2) {
      put(from[at] & 0xff | (from[at + 1] & 0xff) << 8, 2 * Byte.SIZE);
    }
    if (at < end) {
      put(from[at] & 0xff, Byte.SIZE);
    }
  }

  /** Hands on all whole bytes; only the end of an output may be drained, after {@link #align}. */
  void drain() throws IOException {
    drainWords();
    int left = 0;
    for (; count > 0; count -= Byte.SIZE) {
      passed[left++] = (byte) bits;
      bits >>>= Byte.SIZE;
    }
    if (left > 0) {
      sink.write(passed, 0, left);
      written += left;
    }
  }

  private void drainWords() throws IOException {
    for (int from = 0; from < position; from += PASSED_WORDS) {
      int length = Math.min(PASSED_WORDS, position - from);
      passedWords.position(0).put(words, from, length);
      sink.write(passed, 0, length * Integer.BYTES);
      written += (long) length * Integer.BYTES;
    }
    position = 0;
  }

  /** How many whole bytes the output has. */
  long length() {
    return written + (long) position * Integer.BYTES + count / Byte.SIZE;
  }

  /** The words, for a loop that keeps position and bits in registers; see {@link #resume}. */
  int[] words() {
    return words;
  }

  /** How many words are complete. */
  int position() {
    return position;
  }

  long pendingBits() {
    return bits;
  }

  /** How many bits are pending, fewer than a word. */
  int pendingCount() {
    return count;
  }

  /** Takes back what {@link #position}, {@link #pendingBits} and {@link #pendingCount} gave. */
  void resume(int newPosition, long newBits, int newCount) {
    position = newPosition;
    bits = newBits;
    count = newCount;
  }
}
