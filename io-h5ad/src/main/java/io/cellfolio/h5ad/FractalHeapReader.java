package io.cellfolio.h5ad;

import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Looks up objects in a fractal heap, where newer files keep the links of large groups and the
 * attributes that do not fit into a header. Reads what an object needs, nothing more.
 */
final class FractalHeapReader {
  private static final int HEADER_BYTES = 146;
  private static final int SIGNATURE = 0x50485246;
  private static final int INDIRECT_SIGNATURE = 0x42494846;
  private static final int INDIRECT_HEADER_BYTES = 13;
  private static final int ADDRESS_BYTES = 8;
  private static final int HUGE_RECORD_BYTES = 24;

  private final MetadataView view;
  private final int tableWidth;
  private final long startSize;
  private final long maxDirectSize;
  private final int offsetBytes;
  private final int lengthBytes;
  private final long rootAddress;
  private final int rootRows;
  private final long hugeIndex;

  FractalHeapReader(MetadataView view, long address) {
    this.view = view;
    ByteBuffer header = view.readBufferFromAddress(address, HEADER_BYTES);
    if (header.getInt(0) != SIGNATURE || header.get(4) != 0) {
      throw new HdfException("no fractal heap at address " + address);
    }
    if (header.getShort(7) != 0) {
      throw new UnsupportedHdfException("a compressed fractal heap");
    }
    long maxManagedSize = header.getInt(10) & 0xffffffffL;
    this.hugeIndex = header.getLong(22);
    this.tableWidth = header.getShort(110) & 0xffff;
    this.startSize = header.getLong(112);
    this.maxDirectSize = header.getLong(120);
    this.offsetBytes = ((header.getShort(128) & 0xffff) + 7) / 8;
    this.rootAddress = header.getLong(132);
    this.rootRows = header.getShort(140) & 0xffff;
    this.lengthBytes = bytesFor(Math.min(maxDirectSize, maxManagedSize));
    boolean plausible =
        tableWidth > 0
            && Long.bitCount(startSize) == 1
            && Long.bitCount(maxDirectSize) == 1
            && startSize > 0
            && maxDirectSize >= startSize
            && maxDirectSize <= 1L << 40
            && offsetBytes <= ADDRESS_BYTES;
    if (!plausible) {
      throw new HdfException("a fractal heap with impossible sizes at address " + address);
    }
  }

  private static int bytesFor(long number) {
    return (64 - Long.numberOfLeadingZeros(Math.max(1, number)) + 7) / 8;
  }

  /** The bytes of the object that an identifier stands for. */
  ByteBuffer object(ByteBuffer identifier) {
    int kind = identifier.get(0) >> 4 & 0x3;
    return switch (kind) {
      case 0 -> managed(identifier);
      case 1 -> huge(identifier);
      default -> tiny(identifier);
    };
  }

  private ByteBuffer managed(ByteBuffer identifier) {
    long offset = LittleEndianBytes.number(identifier, 1, offsetBytes);
    int length = (int) LittleEndianBytes.number(identifier, 1 + offsetBytes, lengthBytes);
    if (offset < 0 || length < 0) {
      throw new HdfException("an object outside its fractal heap");
    }
    long at = rootRows == 0 ? rootAddress + offset : locate(rootAddress, rootRows, offset);
    return view.readBufferFromAddress(at, length);
  }

  /** Where an offset in the heap's address space is in the file. */
  private long locate(long block, int rows, long offset) {
    int row = 0;
    while (row < rows && offset >= rowStart(row + 1)) {
      row++;
    }
    if (row >= rows) {
      throw new HdfException("an object outside its fractal heap");
    }
    long size = rowSize(row);
    long inRow = offset - rowStart(row);
    long entry = (long) row * tableWidth + inRow / size;
    ByteBuffer head = view.readBufferFromAddress(block, 4);
    if (head.getInt(0) != INDIRECT_SIGNATURE) {
      throw new HdfException("no fractal heap block at address " + block);
    }
    long child =
        view.readBufferFromAddress(
                block + INDIRECT_HEADER_BYTES + offsetBytes + entry * ADDRESS_BYTES, ADDRESS_BYTES)
            .getLong();
    long inside = inRow % size;
    if (size <= maxDirectSize) {
      return child + inside;
    }
    int childRows =
        Long.numberOfTrailingZeros(size)
            - Long.numberOfTrailingZeros(startSize)
            - (63 - Long.numberOfLeadingZeros(tableWidth))
            + 1;
    return locate(child, Math.min(childRows, row), inside);
  }

  private long rowSize(int row) {
    return row == 0 ? startSize : shifted(startSize, row - 1);
  }

  private long rowStart(int row) {
    return row == 0 ? 0 : shifted(startSize * tableWidth, row - 1);
  }

  private static long shifted(long value, int bits) {
    if (bits >= Long.numberOfLeadingZeros(value) - 1) {
      throw new HdfException("a fractal heap with impossible sizes");
    }
    return value << bits;
  }

  private ByteBuffer huge(ByteBuffer identifier) {
    long wanted =
        LittleEndianBytes.number(
            identifier, 1, Math.min(ADDRESS_BYTES, identifier.remaining() - 1));
    ByteBuffer[] found = new ByteBuffer[1];
    BTreeVersion2.visit(
        view,
        hugeIndex,
        (bytes, at, length) -> {
          if (found[0] == null && length == HUGE_RECORD_BYTES && bytes.getLong(at + 16) == wanted) {
            found[0] = view.map(bytes.getLong(at), bytes.getLong(at + 8));
          }
        });
    if (found[0] == null) {
      throw new HdfException("a large object that is not in its fractal heap");
    }
    return found[0];
  }

  /** The identifier in part of a buffer. */
  static ByteBuffer identifier(ByteBuffer bytes, int from, int to) {
    return bytes.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer tiny(ByteBuffer identifier) {
    int length = (identifier.get(0) & 0xf) + 1;
    return identifier.slice(1, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
