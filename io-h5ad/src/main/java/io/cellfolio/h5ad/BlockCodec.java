package io.cellfolio.h5ad;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The codecs that compress one block of bytes at a time. */
enum BlockCodec {
  LZ4,
  ZSTD,
  SNAPPY,
  ZLIB,
  BLOSCLZ;

  /**
   * Decompresses a block, never writing beyond its place in the target.
   *
   * @return the number of bytes written; -1 when the block is damaged
   */
  int decode(byte[] source, int from, int length, byte[] target, int to, int room) {
    if (from < 0
        || length < 0
        || from > source.length - length
        || to < 0
        || room < 0
        || to > target.length - room) {
      return -1;
    }
    return switch (this) {
      case LZ4 -> decode(new Lz4Decompressor(), source, from, length, target, to, room);
      case ZSTD -> decode(new ZstdDecompressor(), source, from, length, target, to, room);
      case SNAPPY -> decode(new SnappyDecompressor(), source, from, length, target, to, room);
      case ZLIB -> inflate(source, from, length, target, to, room);
      case BLOSCLZ -> BloscLz.decode(source, from, length, target, to, room);
    };
  }

  private static int decode(
      Decompressor codec, byte[] source, int from, int length, byte[] target, int to, int room) {
    try {
      return codec.decompress(source, from, length, target, to, room);
    } catch (RuntimeException e) {
      // The library's own exceptions and those of array bounds mean the same: damage.
      return -1;
    }
  }

  private static int inflate(byte[] source, int from, int length, byte[] target, int to, int room) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(source, from, length);
      int done = 0;
      while (!inflater.finished() && done < room) {
        int count = inflater.inflate(target, to + done, room - done);
        if (count == 0) {
          return -1;
        }
        done += count;
      }
      return done;
    } catch (DataFormatException e) {
      return -1;
    } finally {
      inflater.end();
    }
  }
}
