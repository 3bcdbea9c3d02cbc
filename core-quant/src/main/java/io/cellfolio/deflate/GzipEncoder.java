package io.cellfolio.deflate;

import java.io.IOException;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * Makes gzip members (RFC 1952) of payloads. The header is fixed, {@code 1f 8b 08 00 00 00 00 00 XX
 * ff}, where {@code XX} is 4 at level 1, 2 at level 9 and 0 otherwise; then come the deflate stream
 * (RFC 1951), the CRC-32 and the length modulo 2^32.
 *
 * <p>The bytes of a member depend on the payload's bytes and the level alone: not on the JDK, the
 * operating system, the members made before, nor on whether the payload came at once, in parts, or
 * as a sparse column.
 *
 * <p>An encoder serves one thread. Its buffers grow with what it has to do, to some 20 megabytes
 * for payloads of a megabyte and more in which nothing repeats, and then serve every payload; no
 * payload and no block allocates anything.
 *
 * <p>Normative text: {@code docs/format/payloads.md}.
 */
public final class GzipEncoder {
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;

  /** Sparser columns take less time cell by cell, others spread out. */
  private static final int CELLS_PER_LISTED = 100;

  private final Effort effort;
  private final BitSink out = new BitSink();
  private final ChunkCoder coder;
  private final ArrayChunk chunk = new ArrayChunk();
  private final SparseChunk sparse = new SparseChunk();
  private final CRC32 crc = new CRC32();

  /** The window and the chunk that is being filled, when a payload comes in parts. */
  private byte[] held = new byte[0];

  private int chunkFrom;
  private int heldTo;
  private boolean open;
  private long rawLength;
  private long storedLength;
  private int checksum;

  private GzipEncoder(Effort effort) {
    this.effort = effort;
    this.coder = new ChunkCoder(effort, out);
  }

  /**
   * An encoder.
   *
   * @param level effort, from 1 (fastest) to 9 (smallest)
   * @return the encoder, for one thread
   * @throws IllegalArgumentException when there is no such level
   */
  public static GzipEncoder ofLevel(int level) {
    return new GzipEncoder(Effort.ofLevel(level));
  }

  /**
   * Encodes a payload that is in memory.
   *
   * @param raw array that holds it
   * @param from position of its first byte
   * @param length its length, 0 or more
   * @param sink receives the member
   * @return the length of the member
   * @throws IOException when the sink throws it; the next payload starts anew
   */
  public long encode(byte[] raw, int from, int length, ByteSink sink) throws IOException {
    Objects.checkFromIndexSize(from, length, raw.length);
    start(sink);
    crc.update(raw, from, length);
    rawLength = length;
    int to = from + length;
    for (int at = from; at < to; ) {
      int next = at + Math.min(to - at, ChunkCoder.CHUNK);
      chunk.set(raw, Math.max(from, at - MatchFinder.WINDOW), at, next);
      coder.add(chunk);
      at = next;
    }
    return end((int) crc.getValue());
  }

  /**
   * Encodes a column of codes that lists only some cells, as if it were spread out. The time
   * depends on the number of listed cells rather than of all, unless the column repeats itself
   * otherwise than in runs, or the level is 8 or 9: then its bytes are looked at, a stretch at a
   * time.
   *
   * @param nCells the column's length, 0 or more
   * @param background code of all cells that are not listed, 0 to 255 or 0 to 65535
   * @param cells the listed cells, from 0 to {@code nCells - 1}, strictly ascending
   * @param from position of the first listed cell
   * @param count how many cells are listed
   * @param codes the codes of the listed cells, little-endian; the background is allowed
   * @param codesFrom position of the first byte of the first code
   * @param width bytes of a code, 1 or 2
   * @param sink receives the member
   * @return the length of the member
   * @throws IllegalArgumentException when a number is out of its range, cells do not ascend, or the
   *     column has more than 2^31 - 1 bytes
   * @throws IOException when the sink throws it; the next payload starts anew
   */
  public long encodeSparse(
      int nCells,
      int background,
      int[] cells,
      int from,
      int count,
      byte[] codes,
      int codesFrom,
      int width,
      ByteSink sink)
      throws IOException {
    requireColumn(nCells, background, width);
    Objects.checkFromIndexSize(from, count, cells.length);
    Objects.checkFromIndexSize(codesFrom, count * (long) width, (long) codes.length);
    requireAscending(nCells, cells, from, count);
    start(sink);
    rawLength = nCells * (long) width;
    boolean cellByCell = count <= nCells / CELLS_PER_LISTED;
    sparse.column(background, cells, from, count, codes, codesFrom, width);
    int cellsPerChunk = ChunkCoder.CHUNK / width;
    for (int at = 0; at < nCells; ) {
      at += Math.min(nCells - at, cellsPerChunk);
      sparse.advance(at);
      if (!cellByCell) {
        sparse.spread();
        crc.update(sparse.bytes(), sparse.from(), sparse.length());
      }
      coder.add(sparse);
    }
    sparse.end();
    return end(cellByCell ? sparse.checksum(nCells) : (int) crc.getValue());
  }

  private static void requireColumn(int nCells, int background, int width) {
    if (width != 1 && width != 2) {
      throw new IllegalArgumentException("width of a code: expected 1 or 2 bytes, got " + width);
    }
    if (nCells < 0 || nCells * (long) width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "column of codes of "
              + width
              + " bytes: expected 0 to 2^31 - 1 bytes, got "
              + nCells
              + " cells");
    }
    int maxCode = (1 << 8 * width) - 1;
    if (background < 0 || background > maxCode) {
      throw new IllegalArgumentException(
          "background code: expected 0 to " + maxCode + ", got " + background);
    }
  }

  private static void requireAscending(int nCells, int[] cells, int from, int count) {
    int before = -1;
    for (int i = from; i < from + count; i++) {
      if (cells[i] <= before || cells[i] >= nCells) {
        throw new IllegalArgumentException(
            "sparse column: expected a cell after "
                + before
                + " and before "
                + nCells
                + " at position "
                + (i - from)
                + ", got "
                + cells[i]);
      }
      before = cells[i];
    }
  }

  /**
   * Begins a payload that comes in parts. One that was begun before and not finished is forgotten.
   *
   * @param sink receives the member, part by part
   * @throws IOException when the sink throws it
   */
  public void begin(ByteSink sink) throws IOException {
    start(sink);
    if (held.length == 0) {
      held = new byte[MatchFinder.WINDOW + ChunkCoder.CHUNK];
    }
    chunkFrom = 0;
    heldTo = 0;
    open = true;
  }

  /**
   * Adds a part to the payload that was begun.
   *
   * @param raw array that holds the part
   * @param from position of its first byte
   * @param length its length, 0 or more
   * @throws IOException when the sink throws it
   * @throws IllegalStateException when no payload was begun
   */
  public void append(byte[] raw, int from, int length) throws IOException {
    requireOpen();
    Objects.checkFromIndexSize(from, length, raw.length);
    crc.update(raw, from, length);
    rawLength += length;
    for (int done = 0; done < length; ) {
      if (heldTo - chunkFrom == ChunkCoder.CHUNK) {
        addHeld();
      }
      int taken = Math.min(length - done, chunkFrom + ChunkCoder.CHUNK - heldTo);
      System.arraycopy(raw, from + done, held, heldTo, taken);
      heldTo += taken;
      done += taken;
    }
  }

  private void addHeld() throws IOException {
    chunk.set(held, 0, chunkFrom, heldTo);
    coder.add(chunk);
    int kept = Math.min(heldTo, MatchFinder.WINDOW);
    System.arraycopy(held, heldTo - kept, held, 0, kept);
    chunkFrom = kept;
    heldTo = kept;
  }

  /**
   * Ends the payload that was begun.
   *
   * @return the length of the member
   * @throws IOException when the sink throws it
   * @throws IllegalStateException when no payload was begun
   */
  public long finish() throws IOException {
    requireOpen();
    if (heldTo > chunkFrom) {
      addHeld();
    }
    return end((int) crc.getValue());
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("no payload was begun; call begin first");
    }
  }

  private void start(ByteSink sink) throws IOException {
    open = false;
    rawLength = 0;
    crc.reset();
    out.begin(Objects.requireNonNull(sink, "sink"));
    out.reserve(8 * HEADER_BYTES);
    out.put(0x00088b1f, 32);
    out.put(0, 32);
    out.put(effort.level() == 1 ? 4 : effort.level() == 9 ? 2 : 0, 8);
    out.put(0xff, 8);
    coder.begin();
  }

  private long end(int crc32) throws IOException {
    open = false;
    coder.finish();
    out.reserve(8 * TRAILER_BYTES);
    out.put(crc32 & 0xffffffffL, 32);
    out.put(rawLength & 0xffffffffL, 32);
    out.drain();
    checksum = crc32;
    storedLength = out.length();
    return storedLength;
  }

  /**
   * The length of the payload that was encoded last.
   *
   * @return bytes before compression
   */
  public long rawLength() {
    return rawLength;
  }

  /**
   * The length of the member that was made last, header and trailer included.
   *
   * @return bytes after compression
   */
  public long storedLength() {
    return storedLength;
  }

  /**
   * The CRC-32 of the payload that was encoded last.
   *
   * @return the checksum, as the member's trailer holds it
   */
  public int crc32() {
    return checksum;
  }
}
