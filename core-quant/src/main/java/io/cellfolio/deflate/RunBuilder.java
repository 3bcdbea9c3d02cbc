package io.cellfolio.deflate;

/**
 * Makes of runs that are known already what {@link RunScanner} would make of their bytes. Runs of
 * equal bytes may be handed in piece by piece.
 */
final class RunBuilder {
  private RunList runs;
  private int[] elements;
  private int size;

  /** Bytes handed in so far, up to two. */
  private int seen;

  private byte last;
  private byte before;

  /** Length of the open run of {@link #last}. */
  private int open;

  /** How many bytes alternate up to the last one. */
  private int row;

  /** Length of the open copy, 0 when there is none. */
  private int copied;

  /** Begins bytes that are taken on their own, and of which there are a number at most. */
  void begin(RunList list, int length) {
    list.reserve(length);
    runs = list;
    elements = list.elements();
    size = list.size();
    seen = 0;
    open = 0;
    row = 0;
    copied = 0;
  }

  /** Adds a byte a number of times. */
  void add(byte value, int times) {
    if (times == 0) {
      return;
    }
    if (open > 0 && value == last) {
      open += times;
      row = 0;
      before = value;
      seen = 2;
      return;
    }
    first(value);
    if (times > 1) {
      if (copied > 0) {
        closeCopy();
        before = last;
        open = times - 1;
      } else {
        open += times - 1;
        before = value;
      }
      row = 0;
      seen = 2;
    }
  }

  /** Adds a byte that does not go on with the open run. */
  private void first(byte value) {
    if (copied > 0) {
      if (value == before) {
        copied++;
      } else {
        closeCopy();
        open = 1;
      }
    } else {
      if (open > 0) {
        elements[size++] = RunList.run(last, open);
      }
      open = 1;
      row = seen == 2 && value == before ? row + 1 : 0;
      if (row == RunScanner.ALTERNATING) {
        size -= RunScanner.ALTERNATING - 1;
        copied = RunScanner.ALTERNATING;
        open = 0;
        row = 0;
      }
    }
    before = last;
    last = value;
    seen = Math.min(2, seen + 1);
  }

  private void closeCopy() {
    elements[size++] = RunList.copyTwo(copied);
    copied = 0;
  }

  /**
   * Adds bytes that mostly stand apart: some of a background, then a listed one, and so on. Does
   * the same as {@link #add(byte, int)}, which takes over wherever bytes repeat or may alternate.
   *
   * @param background the byte between listed ones
   * @param cells positions of the listed bytes
   * @param from the first of them
   * @param to the last of them, exclusive
   * @param codes the listed bytes
   * @param code where the first one's is
   * @param start position of the first byte to add
   * @return position after the last byte added
   */
  int addListed(byte background, int[] cells, int from, int to, byte[] codes, int code, int start) {
    int[] out = elements;
    int gapElement = background & 0xff;
    int position = start;
    int count = size;
    int shift = code - from;
    // Whether the open run is one listed byte after two others; then these stand for the fields.
    boolean apart = false;
    int newest = 0;
    int second = 0;
    int alternating = 0;
    for (int i = from; i < to; i++) {
      int value = codes[shift + i] & 0xff;
      int gap = cells[i] - position;
      position += gap + 1;
      // Not negative if the byte is the background, or repeats one of the last two within a gap of
      // less than two. Where no branch depends on the gap, none is foreseen wrongly.
      int repeats = ((value ^ newest) - 1 | (value ^ second) - 1) & gap - 2;
      int odd = repeats | (value ^ gapElement) - 1;
      if (apart && odd >= 0) {
        int behind = -gap >> 31;
        out[count] = 1 << RunList.COUNT_SHIFT | newest;
        out[count + 1] = gap << RunList.COUNT_SHIFT | gapElement;
        count += 1 - behind;
        second = newest ^ (newest ^ gapElement) & behind;
        newest = value;
        alternating = 0;
        continue;
      }
      if (apart && value != gapElement && (gap > 0 || value != newest)) {
        int grown = 0;
        if (gap < 2) {
          grown = (gap == 0 ? value : gapElement) == second ? alternating + 1 : 0;
          grown = gap == 0 ? grown : value == newest ? grown + 1 : 0;
        }
        if (grown < RunScanner.ALTERNATING - 1) {
          out[count++] = RunList.run((byte) newest, 1);
          if (gap > 0) {
            out[count++] = gap << RunList.COUNT_SHIFT | gapElement;
          }
          second = gap > 0 ? gapElement : newest;
          newest = value;
          alternating = grown;
          continue;
        }
      }
      if (apart) {
        last = (byte) newest;
        before = (byte) second;
        row = alternating;
      }
      size = count;
      add(background, gap);
      add((byte) value, 1);
      count = size;
      apart = open == 1 && seen == 2 && value != gapElement;
      newest = value;
      second = before & 0xff;
      alternating = row;
    }
    if (apart) {
      last = (byte) newest;
      before = (byte) second;
      row = alternating;
    }
    size = count;
    return position;
  }

  /** Adds two bytes a number of times. */
  void add(byte low, byte high, int times) {
    if (low == high) {
      add(low, 2 * times);
      return;
    }
    for (int left = times; left > 0; left--) {
      if (copied > 0 && before == low && last == high) {
        copied += 2 * left;
        return;
      }
      add(low, 1);
      add(high, 1);
    }
  }

  /** Ends the bytes. */
  void end() {
    if (copied > 0) {
      closeCopy();
    } else if (open > 0) {
      elements[size++] = RunList.run(last, open);
    }
    runs.resize(size);
  }
}
