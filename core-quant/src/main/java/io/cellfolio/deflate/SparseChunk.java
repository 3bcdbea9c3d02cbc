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

  /** The background that the spread bytes have, except at the dirty cells. */
  private int cleared = -1;

  private int clearedWidth;
  private int dirtyFrom;
  private int dirtyTo;

  /** The cell that the spread bytes began with. */
  private int dirtyFirst;

  /** Whether the bytes are those of the chunk. */
  private boolean spreadOut;

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
    spreadOut = false;
    if (dirtyTo > dirtyFrom) {
      // A column before failed halfway.
      cleared = -1;
      dirtyTo = dirtyFrom;
    }
  }

  /** Turns to the cells after those of the chunk before, which end before a cell. */
  void advance(int to) {
    fromCell = toCell;
    toCell = to;
    spreadOut = false;
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
    if (spreadOut) {
      return;
    }
    spreadOut = true;
    spreadCells(firstCell(), toCell);
  }

  @Override
  public void spread(int firstByte, int endByte) {
    if (!spreadOut) {
      spreadCells(fromCell + firstByte / width, fromCell + (endByte + width - 1) / width);
    }
  }

  /** The cell that the spread bytes begin with. */
  private int firstCell() {
    return Math.max(0, fromCell - MatchFinder.WINDOW / width);
  }

  private void spreadCells(int firstSpread, int endSpread) {
    int firstCell = firstCell();
    history = (fromCell - firstCell) * width;
    clear((toCell - firstCell) * width);
    int listed = Arrays.binarySearch(cells, first, end, firstSpread);
    listed = listed < 0 ? -1 - listed : listed;
    dirtyFrom = listed;
    dirtyFirst = firstCell;
    byte[] target = spread;
    int[] at = cells;
    byte[] values = codes;
    int limit = endSpread;
    int code = codesFrom + (listed - first) * width;
    if (width == 1) {
      for (; listed < end && at[listed] < limit; listed++) {
        target[at[listed] - firstCell] = values[code++];
      }
    } else {
      for (; listed < end && at[listed] < limit; listed++, code += 2) {
        int to = 2 * (at[listed] - firstCell);
        target[to] = values[code];
        target[to + 1] = values[code + 1];
      }
    }
    dirtyTo = listed;
  }

  /** Makes so many bytes the background, as far as they are not already. */
  private void clear(int length) {
    restore();
    if (spread.length >= length && cleared == background && clearedWidth == width) {
      return;
    }
    if (spread.length < length) {
      spread = new byte[length < ChunkCoder.CHUNK ? length : MatchFinder.WINDOW + ChunkCoder.CHUNK];
    }
    if (width == 1) {
      Arrays.fill(spread, (byte) background);
    } else {
      for (int at = 0; at + 1 < spread.length; at += 2) {
        spread[at] = (byte) background;
        spread[at + 1] = (byte) (background >> 8);
      }
    }
    cleared = background;
    clearedWidth = width;
  }

  /** Ends the column: nothing refers to its arrays any more. */
  void end() {
    restore();
  }

  /** Gives the bytes of the cells that were listed last the background again. */
  private void restore() {
    byte low = (byte) background;
    byte high = (byte) (background >> 8);
    byte[] target = spread;
    int[] at = cells;
    int before = dirtyFirst;
    int to = dirtyTo;
    if (width == 1) {
      for (int i = dirtyFrom; i < to; i++) {
        target[at[i] - before] = low;
      }
    } else {
      for (int i = dirtyFrom; i < to; i++) {
        int place = 2 * (at[i] - before);
        target[place] = low;
        target[place + 1] = high;
      }
    }
    dirtyTo = dirtyFrom;
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
