package io.cellfolio.h5ad;

import io.cellfolio.deflate.BufferInflater;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the filters of a dataset, into two buffers that are used again for every chunk. */
final class FilterPipeline implements Closeable {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int LZF = 32000;
  private static final int BLOSC = 32001;
  private static final int LZ4 = 32004;
  private static final int BITSHUFFLE = 32008;
  private static final int ZSTD = 32015;
  private static final int ZLIB_HEADER_BYTES = 2;
  private static final int ZLIB_TRAILER_BYTES = 4;
  private static final int ZLIB_DEFLATE = 8;
  private static final int ZLIB_MODULUS = 31;
  private static final int ZLIB_DICTIONARY = 1 << 5;
  private static final int CHECKSUM_BYTES = 4;

  private final HdfDataset dataset;
  private final List<FilterInfo> filters;
  private final int chunkBytes;
  private final BufferInflater wholeInflater = new BufferInflater();
  private final Adler32 adler = new Adler32();
  private final Inflater inflater = new Inflater();
  private byte[] first = {};
  private byte[] second = {};

  FilterPipeline(HdfDataset dataset, int chunkBytes) throws IOException {
    this.dataset = dataset;
    this.filters = dataset.filters();
    this.chunkBytes = chunkBytes;
    for (FilterInfo filter : filters) {
      if (!isKnown(filter)) {
        throw dataset.unsupported(
            "the filter '" + label(filter) + "' (HDF5 filter " + filter.getId() + ")",
            "write the file again with gzip, for example"
                + " adata.write_h5ad(path, compression='gzip')");
      }
    }
  }

  private boolean isKnown(FilterInfo filter) {
    return switch (filter.getId()) {
      case DEFLATE, SHUFFLE, FLETCHER32, LZF, BLOSC, LZ4, ZSTD -> true;
      case BITSHUFFLE -> bitshuffle(filter).isKnown();
      default -> false;
    };
  }

  private Bitshuffle bitshuffle(FilterInfo filter) {
    return new Bitshuffle(filter.getData(), dataset.type().size());
  }

  private int unpacked(FilterInfo filter, byte[] source, int length, byte[] target) {
    return switch (filter.getId()) {
      case DEFLATE -> inflate(source, length, target);
      case LZF -> Lzf.decode(source, length, target);
      case BLOSC -> Blosc.decode(source, length, target);
      case LZ4 -> Lz4Blocks.decode(source, length, target);
      case BITSHUFFLE -> bitshuffle(filter).decode(source, length, target);
      default -> BlockCodec.ZSTD.decode(source, 0, length, target, 0, target.length);
    };
  }

  static String label(FilterInfo filter) {
    return switch (filter.getId()) {
      case DEFLATE -> "gzip";
      case SHUFFLE -> "shuffle";
      case FLETCHER32 -> "fletcher32";
      case 4 -> "szip";
      case 5 -> "nbit";
      case 6 -> "scaleoffset";
      case 307 -> "bzip2";
      case LZF -> "lzf";
      case BLOSC -> "blosc";
      case LZ4 -> "lz4";
      case BITSHUFFLE -> "bitshuffle";
      case 32013 -> "zfp";
      case ZSTD -> "zstd";
      case 32026 -> "blosc2";
      default -> filter.getName();
    };
  }

  /** Bytes that the buffers take once they are all in use. */
  static long bufferBytes(HdfDataset dataset, int chunkBytes) {
    return dataset.filters().isEmpty() ? 0 : 2L * (chunkBytes + 64);
  }

  /**
   * Decodes one chunk.
   *
   * @param stored the bytes as stored
   * @param size how many of them
   * @param mask filters that were not applied, bit by bit
   * @return an array that starts with the chunk's bytes and is valid until the next call
   */
  byte[] decode(byte[] stored, int size, int mask) throws IOException {
    byte[] bytes = stored;
    int length = size;
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (i < Integer.SIZE && (mask & 1 << i) != 0) {
        continue;
      }
      FilterInfo filter = filters.get(i);
      switch (filter.getId()) {
        case FLETCHER32 -> length = verified(bytes, length);
        case SHUFFLE -> {
          int[] settings = filter.getData();
          int width = settings.length > 0 ? settings[0] : dataset.type().size();
          if (width > 1 && width <= length) {
            byte[] target = other(bytes);
            Shuffles.bytes(bytes, 0, length, target, 0, width);
            bytes = target;
          }
        }
        default -> {
          byte[] target = other(bytes);
          length = unpacked(filter, bytes, length, target);
          bytes = target;
        }
      }
      if (length < 0) {
        throw dataset.malformed("intact " + label(filter) + " data", "a chunk that is damaged");
      }
    }
    if (length != chunkBytes) {
      throw dataset.malformed("chunks of " + chunkBytes + " bytes", "one of " + length);
    }
    return bytes;
  }

  /** The buffer that does not hold the bytes, large enough for a chunk and its checksums. */
  private byte[] other(byte[] bytes) {
    if (first.length == 0) {
      first = new byte[chunkBytes + 64];
    }
    if (bytes != first) {
      return first;
    }
    if (second.length == 0) {
      second = new byte[chunkBytes + 64];
    }
    return second;
  }

  private int inflate(byte[] source, int size, byte[] target) {
    int whole = inflateWhole(source, size, target);
    if (whole >= 0) {
      return whole;
    }
    inflater.reset();
    inflater.setInput(source, 0, size);
    int length = 0;
    try {
      while (!inflater.finished() && length < target.length) {
        int count = inflater.inflate(target, length, target.length - length);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return -1;
        }
        length += count;
      }
    } catch (DataFormatException e) {
      return -1;
    }
    return inflater.finished() ? length : -1;
  }

  /** The usual case, a sound stream, quickly; -1 for any other. */
  private int inflateWhole(byte[] source, int size, byte[] target) {
    boolean zlib =
        size > ZLIB_HEADER_BYTES + ZLIB_TRAILER_BYTES
            && (source[0] & 15) == ZLIB_DEFLATE
            && ((source[0] & 255) << 8 | source[1] & 255) % ZLIB_MODULUS == 0
            && (source[1] & ZLIB_DICTIONARY) == 0;
    if (!zlib) {
      return -1;
    }
    int length =
        wholeInflater.inflate(
            source, ZLIB_HEADER_BYTES, size - ZLIB_TRAILER_BYTES, target, target.length);
    if (length < 0) {
      return -1;
    }
    adler.reset();
    adler.update(target, 0, length);
    return (int) adler.getValue() == BigEndian.intAt(source, wholeInflater.end()) ? length : -1;
  }

  private static int verified(byte[] bytes, int length) {
    int end = length - CHECKSUM_BYTES;
    if (end < 0) {
      return -1;
    }
    int stored =
        bytes[end] & 0xff
            | (bytes[end + 1] & 0xff) << 8
            | (bytes[end + 2] & 0xff) << 16
            | (bytes[end + 3] & 0xff) << 24;
    int computed = fletcher32(bytes, end);
    // Early HDF5 releases stored the checksum with the bytes of each half swapped.
    int swapped = (computed & 0x00ff00ff) << 8 | computed >>> 8 & 0x00ff00ff;
    return stored == computed || stored == swapped ? end : -1;
  }

  private static int fletcher32(byte[] bytes, int length) {
    long low = 0;
    long high = 0;
    int even = length & ~1;
    for (int i = 0; i < even; i += 2) {
      low += (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
      high += low;
      if ((i & 0x1ff) == 0x1fe) {
        low = fold(low);
        high = fold(high);
      }
    }
    if (even < length) {
      low += (bytes[even] & 0xff) << 8;
      high += low;
    }
    return (int) (fold(high) << 16 | fold(low));
  }

  private static long fold(long sum) {
    long folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return folded;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
