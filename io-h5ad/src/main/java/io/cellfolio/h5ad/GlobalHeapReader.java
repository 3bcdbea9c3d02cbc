package io.cellfolio.h5ad;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads variable-length text out of the global heap, where 16-byte descriptors (length, address of
 * a collection, index in it) point. Keeps the collections that were used last.
 */
final class GlobalHeapReader {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SIGNATURE = 0x4c4f4347;
  private static final int HEADER_BYTES = 16;
  private static final long MAX_CACHED_BYTES = 8L << 20;

  /** How often a file may make its heaps be read again, all together. */
  private static final long MAX_VISITS = 256;

  private record Collection(byte[] bytes, int[] positions) {}

  private final HdfObject owner;
  private final Map<Long, Collection> cache = new LinkedHashMap<>(64, 0.75f, true);
  private long cachedBytes;
  private long allowance;
  private long lastAddress = -1;
  private Collection last;

  GlobalHeapReader(HdfObject owner) {
    this.owner = owner;
    this.allowance = MAX_CACHED_BYTES + Math.multiplyExact(MAX_VISITS, owner.container().size());
  }

  /** The text that the descriptor at a position describes. */
  String text(byte[] descriptors, int at) throws IOException {
    long length = (int) INTS.get(descriptors, at) & 0xffffffffL;
    long address = (long) LONGS.get(descriptors, at + 4);
    int index = (int) INTS.get(descriptors, at + 12);
    if (length == 0 || address == 0 || address == -1L) {
      return "";
    }
    Collection collection = collection(address);
    int position =
        index > 0 && index < collection.positions.length ? collection.positions[index] : 0;
    if (position == 0) {
      throw owner.malformed("text " + index + " in the heap at address " + address, "none");
    }
    if (length > collection.bytes.length - position) {
      throw owner.malformed(
          "a text inside the heap at address " + address, "one of " + length + " bytes");
    }
    int end = position + (int) length;
    while (end > position && collection.bytes[end - 1] == 0) {
      end--;
    }
    return new String(collection.bytes, position, end - position, StandardCharsets.UTF_8);
  }

  private Collection collection(long address) throws IOException {
    if (address == lastAddress) {
      return last;
    }
    Collection found = cache.get(address);
    if (found == null) {
      found = load(address);
      cache.put(address, found);
      cachedBytes += found.bytes.length;
      evict(address);
    }
    lastAddress = address;
    last = found;
    return found;
  }

  private void evict(long newest) {
    var eldest = cache.entrySet().iterator();
    while (cachedBytes > MAX_CACHED_BYTES && eldest.hasNext()) {
      Map.Entry<Long, Collection> entry = eldest.next();
      if (entry.getKey() != newest) {
        cachedBytes -= entry.getValue().bytes.length;
        eldest.remove();
      }
    }
  }

  private Collection load(long address) throws IOException {
    HdfContainer container = owner.container();
    if (!container.holds(address, HEADER_BYTES)) {
      throw owner.malformed("a text heap inside the file", "address " + address);
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    container.read(header, address);
    long size = header.getLong(8);
    if (header.getInt(0) != SIGNATURE
        || size < HEADER_BYTES
        || size > Integer.MAX_VALUE - 64
        || !container.holds(address, size)) {
      throw owner.malformed(
          "a text heap at address " + address, "none, or one of " + size + " bytes");
    }
    allowance -= size;
    if (allowance < 0) {
      throw owner.malformed(
          "texts in the order of their heaps", "heaps that are read over and over");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    container.read(buffer, address);
    return new Collection(buffer.array(), positions(buffer, address));
  }

  private int[] positions(ByteBuffer buffer, long address) throws IOException {
    int[] positions = new int[64];
    long at = HEADER_BYTES;
    while (at + HEADER_BYTES <= buffer.capacity()) {
      int index = buffer.getShort((int) at) & 0xffff;
      long length = buffer.getLong((int) at + 8);
      if (index == 0) {
        break;
      }
      if (length < 0 || length > buffer.capacity() - at - HEADER_BYTES) {
        throw owner.malformed(
            "texts inside the heap at address " + address, "one of " + length + " bytes");
      }
      if (index >= positions.length) {
        positions = Arrays.copyOf(positions, Math.max(index + 1, 2 * positions.length));
      }
      positions[index] = (int) at + HEADER_BYTES;
      at += HEADER_BYTES + (length + 7 & ~7L);
    }
    return positions;
  }
}
