package io.cellfolio.h5ad;

/** Decodes the LZF format, which h5py offers as a fast compression. */
final class Lzf {
  private static final int LITERAL_LIMIT = 32;
  private static final int LONG_MATCH = 7;

  private Lzf() {}

  /**
   * Decodes a chunk.
   *
   * @return the number of bytes written, or -1 when the data is damaged or does not fit
   */
  static int decode(byte[] source, int length, byte[] target) {
    int from = 0;
    int to = 0;
    while (from < length) {
      int control = source[from++] & 0xff;
      if (control < LITERAL_LIMIT) {
        int count = control + 1;
        if (count > length - from || count > target.length - to) {
          return -1;
        }
        System.arraycopy(source, from, target, to, count);
        from += count;
        to += count;
        continue;
      }
      int count = control >> 5;
      if (count == LONG_MATCH) {
        if (from >= length) {
          return -1;
        }
        count += source[from++] & 0xff;
      }
      if (from >= length) {
        return -1;
      }
      count += 2;
      int match = to - ((control & 0x1f) << 8) - 1 - (source[from++] & 0xff);
      if (match < 0 || count > target.length - to) {
        return -1;
      }
      // Byte by byte: a match may overlap what it writes.
      for (int i = 0; i < count; i++) {
        target[to++] = target[match++];
      }
    }
    return to;
  }
}
