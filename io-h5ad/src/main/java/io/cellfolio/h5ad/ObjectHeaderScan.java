package io.cellfolio.h5ad;

import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.Message;
import io.jhdf.object.message.ObjectHeaderContinuationMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the messages of one object header, each on its own, so that a message that cannot be parsed
 * (a newer datatype in an attribute, say) costs nothing but itself.
 */
final class ObjectHeaderScan {
  static final int DATASPACE = 1;
  static final int LINK_INFO = 2;
  static final int DATATYPE = 3;
  static final int FILL_OLD = 4;
  static final int FILL = 5;
  static final int LINK = 6;
  static final int EXTERNAL_FILES = 7;
  static final int LAYOUT = 8;
  static final int FILTERS = 11;
  static final int ATTRIBUTE = 12;
  static final int CONTINUATION = 16;
  static final int SYMBOL_TABLE = 17;
  static final int ATTRIBUTE_INFO = 21;

  private static final int SHARED_FLAG = 2;
  private static final int CREATION_ORDER_FLAG = 4;
  private static final int SIGNATURE_V2 = 0x5244484f;
  private static final int CONTINUATION_SIGNATURE = 0x4b48434f;

  /**
   * One message.
   *
   * @param type its number in the HDF5 specification
   * @param shared whether its body stands elsewhere in the file
   * @param body its bytes
   * @param parsed what jhdf made of it; null when it failed, or was not asked
   * @param failure why it failed; null when it did not
   */
  record Entry(
      int type, boolean shared, ByteBuffer body, Message parsed, RuntimeException failure) {}

  private final MetadataView view;
  private final List<Entry> entries = new ArrayList<>();
  private final Deque<ObjectHeaderContinuationMessage> continuations = new ArrayDeque<>();
  private final Set<Long> visited = new HashSet<>();
  private ObjectHeaderContinuationMessage current;
  private int limit = Integer.MAX_VALUE;

  private ObjectHeaderScan(MetadataView view) {
    this.view = view;
  }

  static List<Entry> read(MetadataView view, long address) {
    ObjectHeaderScan scan = new ObjectHeaderScan(view);
    if (view.readBufferFromAddress(address, 1).get() == 1) {
      scan.readVersion1(address);
    } else {
      scan.readVersion2(address);
    }
    return scan.entries;
  }

  private void readVersion1(long address) {
    ByteBuffer prefix = view.readBufferFromAddress(address, 16);
    limit = prefix.getShort(2) & 0xffff;
    readBlock(view.map(address + 16, prefix.getInt(8) & 0xffffffffL), true, false);
    while (!continuations.isEmpty() && entries.size() < limit) {
      readBlock(view.readBufferFromAddress(next().getOffset(), current.getLength()), true, false);
    }
  }

  private void readVersion2(long address) {
    ByteBuffer prefix = view.readBufferFromAddress(address, 6);
    if (prefix.getInt(0) != SIGNATURE_V2 || prefix.get(4) != 2) {
      throw new HdfException("no object header at address " + address);
    }
    int flags = prefix.get(5);
    int width = 1 << (flags & 3);
    int skipped = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
    ByteBuffer sizeField = view.readBufferFromAddress(address + skipped, width);
    long size =
        switch (width) {
          case 1 -> sizeField.get() & 0xffL;
          case 2 -> sizeField.getShort() & 0xffffL;
          case 4 -> sizeField.getInt() & 0xffffffffL;
          default -> sizeField.getLong();
        };
    if (size < 0 || size > view.size()) {
      throw new HdfException("an object header of " + size + " bytes at address " + address);
    }
    int start = skipped + width;
    ByteBuffer whole = view.map(address, start + size + 4);
    ChecksumUtils.validateChecksum(whole);
    boolean ordered = (flags & CREATION_ORDER_FLAG) != 0;
    readBlock(part(whole, start, (int) size), false, ordered);
    while (!continuations.isEmpty()) {
      ByteBuffer block = view.readBufferFromAddress(next().getOffset(), current.getLength());
      if (block.remaining() < 8 || block.getInt(0) != CONTINUATION_SIGNATURE) {
        throw new HdfException("no header continuation at address " + current.getOffset());
      }
      ChecksumUtils.validateChecksum(block);
      readBlock(part(block, 4, block.capacity() - 8), false, ordered);
    }
  }

  private ObjectHeaderContinuationMessage next() {
    current = continuations.remove();
    if (!visited.add(current.getOffset())) {
      throw new HdfException("an object header that continues in itself");
    }
    return current;
  }

  private void readBlock(ByteBuffer block, boolean version1, boolean ordered) {
    int prefix = version1 ? 8 : ordered ? 6 : 4;
    int at = 0;
    while (at + prefix <= block.limit() && entries.size() < limit) {
      int type = version1 ? block.getShort(at) & 0xffff : block.get(at) & 0xff;
      int size = block.getShort(at + (version1 ? 2 : 1)) & 0xffff;
      int flags = block.get(at + (version1 ? 4 : 3));
      if (at + prefix + size > block.limit()) {
        throw new HdfException("a header message that is longer than its header");
      }
      ByteBuffer body = part(block, at + prefix, size);
      ByteBuffer framed = part(block, at, prefix + size);
      entries.add(parse(type, (flags & SHARED_FLAG) != 0, body, framed, version1, ordered));
      at += prefix + size;
      if (version1) {
        at = (at + 7) & ~7;
      }
    }
  }

  private Entry parse(
      int type,
      boolean shared,
      ByteBuffer body,
      ByteBuffer framed,
      boolean version1,
      boolean ordered) {
    if (shared && type != ATTRIBUTE || !isRead(type)) {
      return new Entry(type, shared, body, null, null);
    }
    try {
      Message message =
          version1
              ? Message.readObjectHeaderV1Message(framed, view)
              : Message.readObjectHeaderV2Message(framed, view, ordered);
      if (message instanceof ObjectHeaderContinuationMessage continuation) {
        continuations.add(continuation);
      }
      return new Entry(type, shared, body, message, null);
    } catch (RuntimeException e) {
      return new Entry(type, shared, body, null, e);
    }
  }

  private static boolean isRead(int type) {
    return switch (type) {
      case DATASPACE,
          LINK_INFO,
          DATATYPE,
          FILL_OLD,
          FILL,
          LINK,
          LAYOUT,
          FILTERS,
          ATTRIBUTE,
          CONTINUATION,
          SYMBOL_TABLE,
          ATTRIBUTE_INFO ->
          true;
      default -> false;
    };
  }

  private static ByteBuffer part(ByteBuffer buffer, int from, int length) {
    return buffer.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
