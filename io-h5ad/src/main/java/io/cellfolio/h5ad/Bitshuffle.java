package io.cellfolio.h5ad;

/**
 * HDF5 filter 32008. Its settings are two version numbers, the element's width, the block size in
 * elements (0 for the default) and the codec: 0 none, 2 LZ4, 3 zstd. Compressed chunks begin with
 * the decoded length (8 bytes) and the block size in bytes (4 bytes), then each block with its
 * stored length (4 bytes), all big-endian. Elements beyond the last multiple of eight are stored as
 * they are.
 */
final class Bitshuffle {
  private static final int HEADER = 12;
  private static final int TARGET_BLOCK_BYTES = 8192;
  private static final int SMALLEST_BLOCK = 128;
  private static final int WIDEST = 1024;

  private final int width;
  private final int block;
  private final int codec;

  Bitshuffle(int[] settings, int elementWidth) {
    this.width = settings.length > 2 && settings[2] > 0 ? settings[2] : elementWidth;
    this.block = settings.length > 3 ? settings[3] : 0;
    this.codec = settings.length > 4 ? settings[4] : 0;
  }

  boolean isKnown() {
    return (codec == 0 || codec == 2 || codec == 3)
        && width > 0
        && width <= WIDEST
        && block >= 0
        && block % 8 == 0;
  }

  /** Decodes a chunk; -1 when it is damaged. */
  int decode(byte[] source, int length, byte[] target) {
    return codec == 0 ? plain(source, length, target) : compressed(source, length, target);
  }

  private int plain(byte[] source, int length, byte[] target) {
    if (length > target.length) {
      return -1;
    }
    long wanted = block > 0 ? block : defaultBlock();
    int elements = length / width;
    int done = 0;
    while (elements - done >= 8) {
      int count = (int) Math.min(wanted, (elements - done) & ~7);
      Shuffles.bits(source, done * width, count, target, done * width, width);
      done += count;
    }
    System.arraycopy(source, done * width, target, done * width, length - done * width);
    return length;
  }

  private int defaultBlock() {
    return Math.max(SMALLEST_BLOCK, TARGET_BLOCK_BYTES / width & ~7);
  }

  private int compressed(byte[] source, int length, byte[] target) {
    if (length < HEADER) {
      return -1;
    }
    long total = BigEndian.longAt(source, 0);
    int blockBytes = BigEndian.intAt(source, 8);
    if (total < 0 || total > target.length || blockBytes <= 0 || blockBytes / width % 8 != 0) {
      return -1;
    }
    int elements = (int) total / width;
    int perBlock = Math.max(8, blockBytes / width);
    byte[] sorted = new byte[(int) Math.min((long) perBlock * width, total)];
    int at = HEADER;
    int done = 0;
    while (elements - done >= 8) {
      int count = Math.min(perBlock, (elements - done) & ~7);
      int bytes = count * width;
      if (length - at < 4) {
        return -1;
      }
      int stored = BigEndian.intAt(source, at);
      at += 4;
      BlockCodec decoder = codec == 2 ? BlockCodec.LZ4 : BlockCodec.ZSTD;
      if (stored < 0
          || stored > length - at
          || decoder.decode(source, at, stored, sorted, 0, bytes) != bytes) {
        return -1;
      }
      Shuffles.bits(sorted, 0, count, target, done * width, width);
      at += stored;
      done += count;
    }
    int rest = (int) total - done * width;
    if (rest > length - at) {
      return -1;
    }
    System.arraycopy(source, at, target, done * width, rest);
    return (int) total;
  }
}
