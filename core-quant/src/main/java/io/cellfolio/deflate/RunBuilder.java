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
