package io.cellfolio.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the runs of an array. Where {@link #ALTERNATING} bytes in a row each differ from the byte
 * before and equal the one before that, they and what goes on like that become a copy.
 */
final class RunScanner {
  static final int ALTERNATING = 6;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

  /** Gathers the lowest bits of eight bytes in the highest byte. */
  private static final long GATHER = 0x0102040810204080L;

  /** So many bytes have to lie before those that are looked at eight at a time. */
  private static final int HEAD = 10;

  private byte[] in;
  private int from;
  private int[] elements;
  private int size;

  /** Where the open run begins. */
  private int start;

  /** How many bytes before the next one alternate. */
  private int row;

  /** Adds the runs of some bytes, which are taken on their own. */
  void scan(byte[] bytes, int first, int to, RunList runs) {
    if (first == to) {
      return;
    }
    runs.reserve(to - first);
    in = bytes;
    from = first;
    elements = runs.elements();
    size = runs.size();
    start = first;
    row = 0;
    int at = single(first + 1, Math.min(first + HEAD, to), to);
    at = many(at, to);
    if (at < to) {
      row = rowBefore(at);
      single(at, to, to);
    }
    if (start < to) {
      elements[size++] = to - start << RunList.COUNT_SHIFT | in[start] & 0xff;
    }
    runs.resize(size);
  }

  /** Byte by byte, up to {@code stop} or the end of a copy behind it. */
  private int single(int first, int stop, int to) {
    int at = first;
    while (at < stop) {
      if (in[at] == in[at - 1]) {
        row = 0;
        at++;
        continue;
      }
      elements[size++] = at - start << RunList.COUNT_SHIFT | in[start] & 0xff;
      start = at;
      row = at - from >= 2 && in[at] == in[at - 2] ? row + 1 : 0;
      at++;
      if (row == ALTERNATING) {
        copy(to);
        at = start + 1;
        row = 0;
      }
    }
    return at;
  }

  private int rowBefore(int at) {
    int alternating = 0;
    for (int k = at - 1; k - from >= 2 && alternating < ALTERNATING - 1; k--) {
      if (in[k] == in[k - 1] || in[k] != in[k - 2]) {
        break;
      }
      alternating++;
    }
    return alternating;
  }

  /** Makes a copy of the alternating bytes, the last of which opened a run, and opens a new one. */
  private void copy(int to) {
    int end = endOfPairs(start + 1, to);
    size -= ALTERNATING - 1;
    elements[size++] = RunList.copyTwo(end - start + ALTERNATING - 1);
    start = end;
  }

  /** 64 bytes at a time, as far as there are so many; returns the next byte to look at. */
  private int many(int first, int to) {
    byte[] bytes = in;
    int[] out = elements;
    int count = size;
    int open = start;
    int at = first;
    while (at + Long.SIZE <= to) {
      long changes = 0;
      for (int k = 0; k < Long.SIZE; k += Long.BYTES) {
        changes |= differing(bytes, at + k, 1) << k;
      }
      long pairs = inARow(changes, differing(bytes, at - Long.BYTES, 1));
      if (pairs != 0) {
        pairs = alternating(at, changes);
        // Up to the byte that completes the row, changes are as usual.
        changes &= pairs == 0 ? -1 : (Long.lowestOneBit(pairs) << 1) - 1;
      }
      while (changes != 0) {
        int next = at + Long.numberOfTrailingZeros(changes);
        out[count++] = next - open << RunList.COUNT_SHIFT | bytes[open] & 0xff;
        open = next;
        changes &= changes - 1;
      }
      at += Long.SIZE;
      if (pairs != 0) {
        size = count;
        start = open;
        copy(to);
        count = size;
        open = start;
        at = open + 1;
      }
    }
    size = count;
    start = open;
    return at;
  }

  /** The bits of the bytes that complete a row of alternating ones. */
  private long alternating(int at, long changes) {
    long unlike = 0;
    for (int k = 0; k < Long.SIZE; k += Long.BYTES) {
      unlike |= differing(in, at + k, 2) << k;
    }
    int before = at - Long.BYTES;
    return inARow(changes & ~unlike, differing(in, before, 1) & ~differing(in, before, 2));
  }

  /** One bit for each of eight bytes that differs from the one some places before it. */
  private static long differing(byte[] bytes, int at, int distance) {
    long change = (long) LONGS.get(bytes, at) ^ (long) LONGS.get(bytes, at - distance);
    long highBits = ((change & LOW_BITS) + LOW_BITS | change) & ~LOW_BITS;
    return (highBits >>> 7) * GATHER >>> 56;
  }

  /** The bits that complete a row of {@link #ALTERNATING}, which may begin in the eight before. */
  private static long inARow(long bits, long before) {
    long row = bits;
    for (int k = 1; k < ALTERNATING; k++) {
      row &= bits << k | before >>> Long.BYTES - k;
    }
    return row;
  }

  private int endOfPairs(int first, int to) {
    int at = first;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long differing = (long) LONGS.get(in, at) ^ (long) LONGS.get(in, at - 2);
      if (differing != 0) {
        return at + (Long.numberOfTrailingZeros(differing) >>> 3);
      }
    }
    while (at < to && in[at] == in[at - 2]) {
      at++;
    }
    return at;
  }
}
