package io.cellfolio.h5ad;

/**
 * Blosc's own codec: a stream of literal runs and copies. A control byte below 32 announces one
 * more literal than it says; others give the length of a copy in their upper three bits and the
 * high part of its distance in the lower five. The first control byte is always a literal run.
 */
final class BloscLz {
  private static final int LONGEST_NEAR = 8191;

  private BloscLz() {}

  /** Decompresses a block; -1 when it is damaged. */
  static int decode(byte[] source, int from, int length, byte[] target, int to, int room) {
    int at = from;
    int end = from + length;
    int out = to;
    int limit = to + room;
    boolean first = true;
    while (at < end) {
      int control = source[at++] & (first ? 31 : 255);
      first = false;
      if (control < 32) {
        int count = control + 1;
        if (count > end - at || count > limit - out) {
          return -1;
        }
        System.arraycopy(source, at, target, out, count);
        at += count;
        out += count;
        continue;
      }
      int count = (control >> 5) + 2;
      int high = (control & 31) << 8;
      if (control >> 5 == 7) {
        int more = 255;
        while (more == 255) {
          if (at >= end || count > room) {
            return -1;
          }
          more = source[at++] & 255;
          count += more;
        }
      }
      if (at >= end) {
        return -1;
      }
      int low = source[at++] & 255;
      int distance = high + low + 1;
      if (low == 255 && high == 31 << 8) {
        if (end - at < 2) {
          return -1;
        }
        distance = ((source[at] & 255) << 8) + (source[at + 1] & 255) + LONGEST_NEAR + 1;
        at += 2;
      }
      if (distance > out - to || count > limit - out) {
        return -1;
      }
      for (int i = 0; i < count; i++, out++) {
        target[out] = target[out - distance];
      }
    }
    return out - to;
  }
}
