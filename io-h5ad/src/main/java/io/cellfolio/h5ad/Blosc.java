package io.cellfolio.h5ad;

/**
 * HDF5 filter 32001: one buffer of Blosc 1. A header of 16 bytes holds versions, flags, the
 * element's width, and, as little-endian numbers of 4 bytes, the decoded length, the block size and
 * the stored length; then come the starts of the blocks. A block is one stream, or one for each
 * byte of an element; each is preceded by its stored length.
 */
final class Blosc {
  private static final int HEADER = 16;
  private static final int FORMAT = 2;
  private static final int BYTE_SHUFFLE = 1;
  private static final int COPIED = 2;
  private static final int BIT_SHUFFLE = 4;
  private static final int NOT_SPLIT = 16;
  private static final int MOST_STREAMS = 16;
  private static final int SHORTEST_STREAM = 128;

  private final byte[] source;
  private final int length;
  private final byte[] target;

  private Blosc(byte[] source, int length, byte[] target) {
    this.source = source;
    this.length = length;
    this.target = target;
  }

  /** Decodes a chunk; -1 when it is damaged or of another format. */
  static int decode(byte[] source, int length, byte[] target) {
    return new Blosc(source, length, target).decode();
  }

  private int decode() {
    if (length < HEADER || source[0] > FORMAT) {
      return -1;
    }
    int flags = source[2] & 255;
    int width = source[3] & 255;
    int total = intAt(4);
    int block = intAt(8);
    if (total < 0 || total > target.length || intAt(12) > length) {
      return -1;
    }
    if ((flags & COPIED) != 0) {
      if (total > length - HEADER) {
        return -1;
      }
      System.arraycopy(source, HEADER, target, 0, total);
      return total;
    }
    if (total == 0) {
      return 0;
    }
    if (block <= 0 || width == 0 || flags >> 5 > 4) {
      return -1;
    }
    int blocks = (int) (((long) total + block - 1) / block);
    if (blocks > (length - HEADER) / 4) {
      return -1;
    }
    byte[] sorted = new byte[Math.min(block, total)];
    for (int i = 0; i < blocks; i++) {
      int size = Math.min(block, total - i * block);
      if (!decodeBlock(flags, width, intAt(HEADER + 4 * i), sorted, size, size < block)) {
        return -1;
      }
      unshuffle(flags, width, sorted, size, i * block);
    }
    return total;
  }

  private boolean decodeBlock(
      int flags, int width, int start, byte[] sorted, int size, boolean last) {
    boolean split =
        (flags & NOT_SPLIT) == 0
            && width <= MOST_STREAMS
            && size / width >= SHORTEST_STREAM
            && !last;
    int streams = split ? width : 1;
    int part = size / streams;
    int at = start;
    for (int stream = 0; stream < streams; stream++) {
      if (at < HEADER || at > length - 4) {
        return false;
      }
      int stored = intAt(at);
      at += 4;
      if (stored < 0 || stored > length - at) {
        return false;
      }
      if (stored == part) {
        System.arraycopy(source, at, sorted, stream * part, part);
      } else if (codec(flags).decode(source, at, stored, sorted, stream * part, part) != part) {
        return false;
      }
      at += stored;
    }
    return streams * part == size;
  }

  private static BlockCodec codec(int flags) {
    return switch (flags >> 5) {
      case 0 -> BlockCodec.BLOSCLZ;
      case 1 -> BlockCodec.LZ4;
      case 2 -> BlockCodec.SNAPPY;
      case 3 -> BlockCodec.ZLIB;
      default -> BlockCodec.ZSTD;
    };
  }

  private void unshuffle(int flags, int width, byte[] sorted, int size, int to) {
    if ((flags & BYTE_SHUFFLE) != 0 && width > 1) {
      Shuffles.bytes(sorted, 0, size, target, to, width);
    } else if ((flags & BIT_SHUFFLE) != 0 && size >= width && size / width % 8 == 0) {
      int elements = size / width;
      Shuffles.bits(sorted, 0, elements, target, to, width);
      int done = elements * width;
      System.arraycopy(sorted, done, target, to + done, size - done);
    } else {
      System.arraycopy(sorted, 0, target, to, size);
    }
  }

  private int intAt(int at) {
    return Integer.reverseBytes(BigEndian.intAt(source, at));
  }
}
