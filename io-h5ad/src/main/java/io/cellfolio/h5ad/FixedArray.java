package io.cellfolio.h5ad;

import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;

/**
 * The chunk index of datasets that cannot grow without end: one array, in pages when it is long.
 */
final class FixedArray {
  private static final int HEADER_SIGNATURE = 0x44484146;
  private static final int BLOCK_SIGNATURE = 0x42444146;
  private static final int HEADER_BYTES = 28;
  private static final int BLOCK_PREFIX_BYTES = 14;
  private static final int CHECKSUM_BYTES = 4;
  private static final int MOST_PAGE_BITS = 32;
  private static final long UNDEFINED = -1L;

  private FixedArray() {}

  /** Visits all stored chunks. */
  static void visit(MetadataView view, long address, ArrayPages.Visitor visitor) {
    ByteBuffer header = view.readBufferFromAddress(address, HEADER_BYTES);
    if (header.getInt(0) != HEADER_SIGNATURE || header.get(4) != 0) {
      throw new HdfException("no fixed array at address " + address);
    }
    ArrayPages pages = new ArrayPages(view, visitor, header.get(5), header.get(6) & 0xff);
    int pageBits = header.get(7) & 0xff;
    long count = header.getLong(8);
    long block = header.getLong(16);
    if (pageBits > MOST_PAGE_BITS || count < 0) {
      throw new HdfException("a fixed array with impossible sizes at address " + address);
    }
    if (block == UNDEFINED) {
      return;
    }
    long perPage = 1L << pageBits;
    boolean paged = count > perPage;
    long rest = paged ? (count / perPage + 8) / 8 : Math.multiplyExact(count, pages.entryBytes());
    ByteBuffer bytes =
        view.readBufferFromAddress(block, Math.toIntExact(BLOCK_PREFIX_BYTES + rest));
    if (bytes.getInt(0) != BLOCK_SIGNATURE || bytes.get(4) != 0) {
      throw new HdfException("no block of a fixed array at address " + block);
    }
    if (paged) {
      long numberOfPages = count / perPage + (count % perPage == 0 ? 0 : 1);
      long start = block + BLOCK_PREFIX_BYTES + (numberOfPages + 7) / 8 + CHECKSUM_BYTES;
      pages.pages(start, 0, count, perPage, ArrayPages.PageBits.of(bytes, BLOCK_PREFIX_BYTES, 0));
    } else {
      pages.entries(bytes, BLOCK_PREFIX_BYTES, 0, count);
    }
  }
}
