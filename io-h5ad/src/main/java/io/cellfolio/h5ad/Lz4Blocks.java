package io.cellfolio.h5ad;

/**
 * The container of HDF5 filter 32004: the decoded length (8 bytes) and the block size (4 bytes),
 * then for each block its stored length (4 bytes) and the block, which is stored as it is when the
 * length is that of the decoded block. Numbers are big-endian.
 */
final class Lz4Blocks {
  private static final int HEADER = 12;

  private Lz4Blocks() {}

  /** Decompresses a chunk; -1 when it is damaged. */
  static int decode(byte[] source, int length, byte[] target) {
    if (length < HEADER) {
      return -1;
    }
    long total = BigEndian.longAt(source, 0);
    long block = BigEndian.intAt(source, 8) & 0xffffffffL;
    if (total < 0 || total > target.length || block == 0 && total > 0) {
      return -1;
    }
    int at = HEADER;
    int out = 0;
    while (out < total) {
      int wanted = (int) Math.min(block, total - out);
      if (length - at < 4) {
        return -1;
      }
      int stored = BigEndian.intAt(source, at);
      at += 4;
      if (stored < 0 || stored > length - at) {
        return -1;
      }
      if (stored == wanted) {
        System.arraycopy(source, at, target, out, stored);
      } else if (BlockCodec.LZ4.decode(source, at, stored, target, out, wanted) != wanted) {
        return -1;
      }
      at += stored;
      out += wanted;
    }
    return out;
  }
}
