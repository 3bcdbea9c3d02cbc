package io.cellfolio.deflate;

import java.util.Arrays;

/** A chunk of a column that lists its cells, and is spread out only when its bytes are needed. */
final class SparseChunk implements Chunk {
  private final RunBuilder builder = new RunBuilder();
  private byte[] spread = new byte[0];
  private int background;
  private int[] cells;
  private byte[] codes;
  private int codesFrom;
  private int first;
  private int end;
  private int width;

  /** The cells that the chunk is about. */
  private int fromCell;

  private int toCell;

  /** The listed cell that is the first of the chunk or of a later one. */
  private int next;

  private int history;

  /** Turns to a column; see {@link GzipEncoder#encodeSparse}. */
  void column(
      int newBackground,
      int[] newCells,
      int from,
      int count,
      byte[] newCodes,
      int newCodesFrom,
      int newWidth) {
    background = newBackground;
    cells = newCells;
    first = from;
    end = from + count;
    codes = newCodes;
    codesFrom = newCodesFrom;
    width = newWidth;
    next = from;
    toCell = 0;
  }

  /** Turns to the cells after those of the chunk before, which end before a cell. */
  void advance(int to) {
    fromCell = toCell;
    toCell = to;
    while (next < end && cells[next] < fromCell) {
      next++;
    }
  }

  @Override
  public void scan(RunList runs) {
    builder.begin(runs, (toCell - fromCell) * width);
    byte low = (byte) background;
    byte high = (byte) (background >> 8);
    int cell = fromCell;
    int code = codesFrom + (next - first) * width;
    int listed = next;
    if (width == 1) {
      listed = Arrays.binarySearch(cells, next, end, toCell);
      listed = listed < 0 ? -1 - listed : listed;
      cell = builder.addListed(low, cells, next, listed, codes, code, fromCell);
      builder.add(low, toCell - cell);
    } else {
      for (; listed < end && cells[listed] < toCell; listed++) {
        builder.add(low, high, cells[listed] - cell);
        builder.add(codes[code++], 1);
        builder.add(codes[code++], 1);
        cell = cells[listed] + 1;
      }
      builder.add(low, high, toCell - cell);
    }
    builder.end();
    next = listed;
  }

  /** The CRC-32 of the whole column. */
  int checksum(int nCells) {
    int fixed = Crc32Runs.fixedBy(width, background);
    int register = Crc32Runs.START;
    int cell = 0;
    int code = codesFrom;
    for (int listed = first; listed < end; listed++) {
      register = Crc32Runs.repeat(register, fixed, (cells[listed] - cell) * width);
      cell = cells[listed] + 1;
      for (int k = 0; k < width; k++) {
        register = Crc32Runs.step(register, codes[code++]);
      }
    }
    return ~Crc32Runs.repeat(register, fixed, (nCells - cell) * width);
  }

  @Override
  public void spread() {
    int firstCell = Math.max(0, fromCell - MatchFinder.WINDOW / width);
    int length = (toCell - firstCell) * width;
    if (spread.length < length) {
      spread = new byte[length < ChunkCoder.CHUNK ? length : MatchFinder.WINDOW + ChunkCoder.CHUNK];
    }
    history = (fromCell - firstCell) * width;
    if (width == 1) {
      Arrays.fill(spread, 0, length, (byte) background);
    } else {
      for (int at = 0; at < length; at += 2) {
        spread[at] = (byte) background;
        spread[at + 1] = (byte) (background >> 8);
      }
    }
    int listed = Arrays.binarySearch(cells, first, end, firstCell);
    listed = listed < 0 ? -1 - listed : listed;
    for (; listed < end && cells[listed] < toCell; listed++) {
      int at = (cells[listed] - firstCell) * width;
      int code = codesFrom + (listed - first) * width;
      spread[at] = codes[code];
      if (width == 2) {
        spread[at + 1] = codes[code + 1];
      }
    }
  }

  @Override
  public byte[] bytes() {
    return spread;
  }

  @Override
  public int history() {
    return 0;
  }

  @Override
  public int from() {
    return history;
  }

  @Override
  public int length() {
    return (toCell - fromCell) * width;
  }
}
