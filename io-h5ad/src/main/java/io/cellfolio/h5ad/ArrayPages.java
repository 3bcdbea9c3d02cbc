package io.cellfolio.h5ad;

import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;

/**
 * The entries of a chunk index that is an array, and the pages in which long parts of one are
 * stored. An entry is the address of a chunk, followed, if the dataset has filters, by the chunk's
 * stored length and its filter mask.
 */
final class ArrayPages {
  private static final int ADDRESS_BYTES = 8;
  private static final int MASK_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;
  private static final long UNDEFINED = -1L;

  /** Takes entries of chunks that are stored. */
  interface Visitor {
    /**
     * One chunk.
     *
     * @param position its number in the order of the index
     * @param size its stored bytes; negative for those of a whole chunk
     */
    void chunk(long position, long address, long size, int mask);
  }

  private final MetadataView view;
  private final Visitor visitor;
  private final int entryBytes;
  private final boolean filtered;

  ArrayPages(MetadataView view, Visitor visitor, int client, int entryBytes) {
    this.view = view;
    this.visitor = visitor;
    this.entryBytes = entryBytes;
    this.filtered = client == 1;
    boolean plausible =
        filtered
            ? entryBytes > ADDRESS_BYTES + MASK_BYTES
                && entryBytes <= 2 * ADDRESS_BYTES + MASK_BYTES
            : client == 0 && entryBytes == ADDRESS_BYTES;
    if (!plausible) {
      throw new HdfException("a chunk index with entries of " + entryBytes + " bytes");
    }
  }

  int entryBytes() {
    return entryBytes;
  }

  /** Visits entries that stand in a buffer one after the other. */
  void entries(ByteBuffer bytes, int at, long first, long count) {
    for (long i = 0; i < count; i++) {
      int entry = (int) (at + i * entryBytes);
      long address = bytes.getLong(entry);
      if (address != UNDEFINED) {
        int sizeBytes = entryBytes - ADDRESS_BYTES - MASK_BYTES;
        visitor.chunk(
            first + i,
            address,
            filtered ? LittleEndianBytes.number(bytes, entry + ADDRESS_BYTES, sizeBytes) : -1,
            filtered ? bytes.getInt(entry + entryBytes - MASK_BYTES) : 0);
      }
    }
  }

  /**
   * Visits entries in pages.
   *
   * @param start the address of the first page
   * @param first the position of the first entry
   * @param count the number of entries
   * @param perPage the number of entries of a full page
   * @param written one bit for each page that was written, the first highest in its byte
   */
  void pages(long start, long first, long count, long perPage, PageBits written) {
    long pageBytes = Math.addExact(Math.multiplyExact(perPage, entryBytes), CHECKSUM_BYTES);
    for (long page = 0; page * perPage < count; page++) {
      if (!written.isSet(page)) {
        continue;
      }
      long inPage = Math.min(perPage, count - page * perPage);
      int bytes = Math.toIntExact(inPage * entryBytes);
      long address = Math.addExact(start, Math.multiplyExact(page, pageBytes));
      ByteBuffer stored = view.readBufferFromAddress(address, bytes + CHECKSUM_BYTES);
      if (checksum(stored, bytes) != stored.getInt(bytes)) {
        throw new HdfException("a page of a chunk index with a wrong checksum, at " + address);
      }
      entries(stored, 0, first + page * perPage, inPage);
    }
  }

  private static int checksum(ByteBuffer stored, int bytes) {
    byte[] page = new byte[bytes];
    stored.get(0, page);
    return ChecksumUtils.checksum(page);
  }

  /** Which pages were written. */
  interface PageBits {
    boolean isSet(long page);

    /** Bits in a buffer, from the highest of its first byte. */
    static PageBits of(ByteBuffer bytes, int at, long from) {
      return page -> {
        long bit = from + page;
        return (bytes.get((int) (at + bit / 8)) & 0x80 >> bit % 8) != 0;
      };
    }
  }
}
