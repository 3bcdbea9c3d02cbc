package io.cellfolio.h5ad;

import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;

/**
 * The chunk index of datasets that can grow in one dimension. Its first entries stand in the index
 * block; the others in data blocks that double in size every second level. The data blocks of the
 * first levels hang from the index block, those of each later level from a block of their own. Long
 * data blocks are stored in pages.
 */
final class ExtensibleArray {
  private static final int HEADER_SIGNATURE = 0x44484145;
  private static final int INDEX_SIGNATURE = 0x42494145;
  private static final int LEVEL_SIGNATURE = 0x42534145;
  private static final int DATA_SIGNATURE = 0x42444145;
  private static final int HEADER_BYTES = 72;
  private static final int PREFIX_BYTES = 14;
  private static final int ADDRESS_BYTES = 8;
  private static final int CHECKSUM_BYTES = 4;
  private static final int MOST_BITS = 64;
  private static final int MOST_LEVELS = 100;
  private static final long UNDEFINED = -1L;

  private final MetadataView view;
  private final ArrayPages pages;
  private final int offsetBytes;
  private final long smallestBlock;
  private final long perPage;

  private ExtensibleArray(MetadataView view, ArrayPages pages, ByteBuffer header) {
    this.view = view;
    this.pages = pages;
    this.offsetBytes = ((header.get(7) & 0xff) + 7) / 8;
    this.smallestBlock = header.get(9) & 0xff;
    this.perPage = 1L << Math.min(MOST_BITS - 2, header.get(11) & 0xff);
  }

  /** Visits all stored chunks. */
  static void visit(MetadataView view, long address, ArrayPages.Visitor visitor) {
    ByteBuffer header = view.readBufferFromAddress(address, HEADER_BYTES);
    if (header.getInt(0) != HEADER_SIGNATURE || header.get(4) != 0) {
      throw new HdfException("no extensible array at address " + address);
    }
    int bits = header.get(7) & 0xff;
    int smallest = header.get(9) & 0xff;
    int pointers = header.get(10) & 0xff;
    if (bits > MOST_BITS || Integer.bitCount(smallest) != 1 || Integer.bitCount(pointers) != 1) {
      throw new HdfException("an extensible array with impossible sizes at address " + address);
    }
    ArrayPages pages = new ArrayPages(view, visitor, header.get(5), header.get(6) & 0xff);
    long index = header.getLong(60);
    if (index != UNDEFINED) {
      int levels = 1 + bits - Integer.numberOfTrailingZeros(smallest);
      new ExtensibleArray(view, pages, header)
          .indexBlock(index, header.get(8) & 0xff, pointers, levels);
    }
  }

  private void indexBlock(long address, int entries, int pointers, int levels) {
    int direct = 2 * Integer.numberOfTrailingZeros(pointers);
    int blocks = 2 * (pointers - 1);
    int entryBytes = entries * pages.entryBytes();
    int indirect = Math.max(0, Math.min(MOST_LEVELS, levels) - direct);
    ByteBuffer bytes =
        block(address, INDEX_SIGNATURE, entryBytes + (blocks + indirect) * ADDRESS_BYTES);
    pages.entries(bytes, PREFIX_BYTES, 0, entries);
    int at = PREFIX_BYTES + entryBytes;
    long first = entries;
    for (int level = 0; level < direct + indirect; level++) {
      long inBlock = Math.multiplyExact(smallestBlock, power((level + 1) / 2));
      long count = power(level / 2);
      if (level < direct) {
        for (long i = 0; i < count; i++, at += ADDRESS_BYTES) {
          dataBlock(bytes.getLong(at), first + i * inBlock, inBlock, page -> true);
        }
      } else {
        levelBlock(bytes.getLong(at), first, inBlock, count);
        at += ADDRESS_BYTES;
      }
      first = Math.addExact(first, Math.multiplyExact(count, inBlock));
    }
  }

  private static long power(int exponent) {
    return 1L << exponent;
  }

  private void levelBlock(long address, long first, long inBlock, long count) {
    if (address == UNDEFINED) {
      return;
    }
    long pagesPerBlock = inBlock > perPage ? inBlock / perPage : 0;
    long bitBytes = (pagesPerBlock + 7) / 8;
    long size = offsetBytes + Math.multiplyExact(count, bitBytes + ADDRESS_BYTES);
    ByteBuffer bytes = block(address, LEVEL_SIGNATURE, size);
    int bits = PREFIX_BYTES + offsetBytes;
    int at = (int) (bits + count * bitBytes);
    for (long i = 0; i < count; i++, at += ADDRESS_BYTES) {
      dataBlock(
          bytes.getLong(at),
          first + i * inBlock,
          inBlock,
          ArrayPages.PageBits.of(bytes, bits, i * pagesPerBlock));
    }
  }

  private void dataBlock(long address, long first, long count, ArrayPages.PageBits written) {
    if (address == UNDEFINED) {
      return;
    }
    boolean paged = count > perPage;
    long entries = paged ? 0 : Math.multiplyExact(count, pages.entryBytes());
    ByteBuffer bytes = block(address, DATA_SIGNATURE, offsetBytes + entries);
    if (paged) {
      long start = address + PREFIX_BYTES + offsetBytes + CHECKSUM_BYTES;
      pages.pages(start, first, count, perPage, written);
    } else {
      pages.entries(bytes, PREFIX_BYTES + offsetBytes, first, count);
    }
  }

  private ByteBuffer block(long address, int signature, long size) {
    ByteBuffer bytes = view.readBufferFromAddress(address, Math.toIntExact(PREFIX_BYTES + size));
    if (bytes.getInt(0) != signature || bytes.get(4) != 0) {
      throw new HdfException("no block of an extensible array at address " + address);
    }
    return bytes;
  }
}
