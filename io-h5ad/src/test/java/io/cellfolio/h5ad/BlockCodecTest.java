package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers of filters, built by hand over the codecs of a library. */
class BlockCodecTest {
  private static final long SEED = 5;

  private static byte[] values(int length) {
    byte[] values = new byte[length];
    Random random = new Random(SEED);
    for (int i = 0; i < length; i++) {
      values[i] = (byte) (i % 7 == 0 ? random.nextInt(256) : i / 64);
    }
    return values;
  }

  private static byte[] lz4(byte[] bytes) {
    Lz4Compressor codec = new Lz4Compressor();
    byte[] target = new byte[codec.maxCompressedLength(bytes.length)];
    return Arrays.copyOf(target, codec.compress(bytes, 0, bytes.length, target, 0, target.length));
  }

  private static byte[] zstd(byte[] bytes) {
    ZstdCompressor codec = new ZstdCompressor();
    byte[] target = new byte[codec.maxCompressedLength(bytes.length)];
    return Arrays.copyOf(target, codec.compress(bytes, 0, bytes.length, target, 0, target.length));
  }

  /** Sorts bits by their place in an element, the slow way. */
  private static byte[] bitsSorted(byte[] bytes, int from, int elements, int width) {
    byte[] sorted = new byte[elements * width];
    for (int bit = 0; bit < width * 8; bit++) {
      for (int element = 0; element < elements; element++) {
        int value = bytes[from + element * width + bit / 8] >> bit % 8 & 1;
        int place = bit * elements + element;
        sorted[place / 8] |= (byte) (value << place % 8);
      }
    }
    return sorted;
  }

  @ParameterizedTest(name = "{0} bytes, seed " + SEED)
  @ValueSource(ints = {0, 1, 100, 4096, 10_000})
  void undoesLz4Blocks(int length) {
    byte[] values = values(length);
    ByteBuffer stored = ByteBuffer.allocate(2 * length + 100);
    stored.putLong(length).putInt(1000);
    for (int at = 0; at < length; at += 1000) {
      byte[] block = Arrays.copyOfRange(values, at, Math.min(length, at + 1000));
      byte[] packed = at == 1000 ? block : lz4(block);
      stored.putInt(packed.length).put(packed);
    }
    byte[] target = new byte[length + 64];
    assertThat(Lz4Blocks.decode(stored.array(), stored.position(), target)).isEqualTo(length);
    assertThat(Arrays.copyOf(target, length)).isEqualTo(values);
    for (int cut = 0; cut < Math.min(stored.position(), 3000); cut += 7) {
      int found = Lz4Blocks.decode(Arrays.copyOf(stored.array(), cut), cut, target);
      assertThat(found).as("cut at %d", cut).isIn(-1, cut >= 12 && length == 0 ? 0 : -1);
    }
  }

  @ParameterizedTest(name = "codec {0}, seed " + SEED)
  @ValueSource(ints = {0, 2, 3})
  void undoesBitshuffle(int codec) {
    int width = 4;
    int elements = 1003;
    int block = 128;
    byte[] values = values(elements * width);
    ByteBuffer stored = ByteBuffer.allocate(4 * values.length + 200);
    if (codec != 0) {
      stored.putLong(values.length).putInt(block * width);
    }
    int done = 0;
    while (elements - done >= 8) {
      int count = Math.min(block, (elements - done) & ~7);
      byte[] sorted = bitsSorted(values, done * width, count, width);
      byte[] packed = codec == 0 ? sorted : codec == 2 ? lz4(sorted) : zstd(sorted);
      if (codec != 0) {
        stored.putInt(packed.length);
      }
      stored.put(packed);
      done += count;
    }
    stored.put(values, done * width, values.length - done * width);
    Bitshuffle filter = new Bitshuffle(new int[] {0, 2, width, block, codec}, width);
    assertThat(filter.isKnown()).isTrue();
    byte[] target = new byte[values.length + 64];
    assertThat(filter.decode(stored.array(), stored.position(), target)).isEqualTo(values.length);
    assertThat(Arrays.copyOf(target, values.length)).isEqualTo(values);
    assertThat(new Bitshuffle(new int[] {0, 2, width, 12, codec}, width).isKnown()).isFalse();
    assertThat(new Bitshuffle(new int[] {0, 2, width, block, 9}, width).isKnown()).isFalse();
  }

  /** Literal runs, a near copy that overlaps itself, a long copy and a far copy. */
  @Test
  void undoesBlosclz() {
    ByteBuffer packed = ByteBuffer.allocate(20_000);
    byte[] start = values(8300);
    for (int at = 0; at < start.length; at += 32) {
      int count = Math.min(32, start.length - at);
      packed.put((byte) (count - 1)).put(start, at, count);
    }
    packed.put((byte) (1 << 5)).put((byte) 0);
    packed.put((byte) (7 << 5)).put((byte) 255).put((byte) 4).put((byte) 9);
    packed.put((byte) (2 << 5 | 31)).put((byte) 255).put((byte) 0).put((byte) 5);
    byte[] expected = Arrays.copyOf(start, 8300 + 3 + 268 + 4);
    copy(expected, 8300, 3, 1);
    copy(expected, 8303, 268, 10);
    copy(expected, 8571, 4, 8192 + 5);
    byte[] target = new byte[expected.length];
    int length = packed.position();
    assertThat(BlockCodec.BLOSCLZ.decode(packed.array(), 0, length, target, 0, target.length))
        .isEqualTo(expected.length);
    assertThat(target).isEqualTo(expected);
    assertThat(BlockCodec.BLOSCLZ.decode(packed.array(), 0, length, target, 0, 8302)).isEqualTo(-1);
    assertThat(BlockCodec.BLOSCLZ.decode(new byte[] {0, 1, 32, 9}, 0, 4, target, 0, target.length))
        .isEqualTo(-1);
  }

  private static void copy(byte[] bytes, int at, int count, int distance) {
    for (int i = at; i < at + count; i++) {
      bytes[i] = bytes[i - distance];
    }
  }

  @ParameterizedTest(name = "flags {0}, seed " + SEED)
  @ValueSource(ints = {0x20, 0x21, 0x24, 0x31, 0x81, 0x91, 0x02})
  void undoesBlosc(int flags) {
    int width = 4;
    int block = 4096;
    byte[] values = values(block + 2000);
    byte[] packed = blosc(values, flags, width, block);
    byte[] target = new byte[values.length + 64];
    assertThat(Blosc.decode(packed, packed.length, target)).isEqualTo(values.length);
    assertThat(Arrays.copyOf(target, values.length)).isEqualTo(values);
    assertThat(Blosc.decode(packed, packed.length - 1, target)).isEqualTo(-1);
    assertThat(Blosc.decode(packed, packed.length, new byte[100])).isEqualTo(-1);
  }

  private static byte[] blosc(byte[] values, int flags, int width, int block) {
    ByteBuffer stored = ByteBuffer.allocate(3 * values.length + 200).order(ByteOrder.LITTLE_ENDIAN);
    stored.put((byte) 2).put((byte) 1).put((byte) flags).put((byte) width);
    stored.putInt(values.length).putInt(block).putInt(0);
    if ((flags & 2) != 0) {
      stored.put(values);
    } else {
      int blocks = (values.length + block - 1) / block;
      int starts = stored.position();
      stored.position(starts + 4 * blocks);
      for (int i = 0; i < blocks; i++) {
        stored.putInt(starts + 4 * i, stored.position());
        int size = Math.min(block, values.length - i * block);
        byte[] sorted = sorted(values, i * block, size, flags, width);
        int streams = (flags & 16) == 0 && size == block ? width : 1;
        for (int stream = 0; stream < streams; stream++) {
          int part = size / streams;
          byte[] bytes = Arrays.copyOfRange(sorted, stream * part, (stream + 1) * part);
          byte[] compressed = flags >> 5 == 1 ? lz4(bytes) : zstd(bytes);
          stored.putInt(compressed.length).put(compressed);
        }
      }
    }
    stored.putInt(12, stored.position());
    return Arrays.copyOf(stored.array(), stored.position());
  }

  private static byte[] sorted(byte[] values, int from, int size, int flags, int width) {
    if ((flags & 4) != 0) {
      return size / width % 8 == 0
          ? bitsSorted(values, from, size / width, width)
          : Arrays.copyOfRange(values, from, from + size);
    }
    byte[] sorted = Arrays.copyOfRange(values, from, from + size);
    if ((flags & 1) != 0) {
      int elements = size / width;
      for (int i = 0; i < elements * width; i++) {
        sorted[i % width * elements + i / width] = values[from + i];
      }
    }
    return sorted;
  }
}
