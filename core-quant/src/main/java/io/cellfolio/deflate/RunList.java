package io.cellfolio.deflate;

import java.io.IOException;
import java.util.Arrays;

/**
 * Bytes as runs. An element is one of
 *
 * <ul>
 *   <li>a run: one byte value, and how often it stands in a row (a single byte is a run of one);
 *   <li>a copy: bytes that each equal the byte one place or two places before them.
 * </ul>
 *
 * A run becomes a literal and matches of distance 1, a copy becomes matches of its distance. So a
 * constant pattern of two bytes is as cheap as a constant byte.
 *
 * <p>Most elements are single bytes or runs of one byte value, the background. These have classes,
 * so that counting and writing them takes no decisions.
 */
final class RunList implements SymbolList.Storable {
  static final int COUNT_SHIFT = 8;
  private static final int KIND_SHIFT = 30;
  private static final int COPY_ONE = 1 << KIND_SHIFT;
  private static final int COPY_TWO = 2 << KIND_SHIFT;
  private static final int COUNT_MASK = (1 << KIND_SHIFT - COUNT_SHIFT) - 1;
  private static final int MAX_MATCH = Alphabet.MAX_MATCH;

  /** Classes: single bytes by value; runs of the background by count; all others. */
  private static final int RUN_CLASS = 256;

  static final int OTHER = RUN_CLASS + MAX_MATCH + 1;

  /** A code of this length and what may be waiting of a word fit into 64 bits. */
  private static final int MAX_CLASS_BITS = BitSink.WORD_BITS;

  private static final int WIDTH_SHIFT = 56;
  private static final long CODE_MASK = (1L << MAX_CLASS_BITS) - 1;

  /** Stands for a code that has to be put together for each element. */
  private static final long UNKNOWN = -1;

  private int[] elements = new int[1 << 10];
  private int size;
  private int background;
  private final short[] classes = new short[MAX_MATCH + 1 << COUNT_SHIFT];
  private RunPlan plan = new RunPlan();
  private RunPlan offered = new RunPlan();
  private boolean offering;

  private final RunTallies tallies = new RunTallies();

  private final MatchCodes near = new MatchCodes();
  private final MatchCodes far = new MatchCodes();

  /** By class, the code, and its width from {@value #WIDTH_SHIFT} on. */
  private final long[] classCodes = new long[OTHER + 1];

  RunList() {
    Arrays.fill(classes, (short) OTHER);
    for (int value = 0; value < 256; value++) {
      classes[run((byte) value, 1)] = (short) value;
    }
    classify(0, true);
  }

  private void classify(int value, boolean known) {
    for (int count = 2; count <= MAX_MATCH; count++) {
      classes[run((byte) value, count)] = (short) (known ? RUN_CLASS + count : OTHER);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void clear() {
    resize(0);
  }

  /** Makes room for a number of elements more. */
  void reserve(int more) {
    if (elements.length - size < more) {
      elements = Arrays.copyOf(elements, Math.max(size + more, 2 * elements.length));
    }
  }

  /** The elements' array, to be filled from {@link #size} on; see {@link #resize}. */
  int[] elements() {
    return elements;
  }

  /** Says how many elements there are now. */
  void resize(int newSize) {
    size = newSize;
    tallies.clear();
  }

  /** Takes a byte value as the background, whose runs are expected most. */
  void setBackground(int value) {
    classify(background, false);
    classify(value, true);
    background = value;
    tallies.clear();
  }

  /** The element for a byte value that stands a number of times in a row. */
  static int run(byte value, int count) {
    return count << COUNT_SHIFT | value & 0xff;
  }

  /** The element for bytes that equal the byte two places before them; at least three. */
  static int copyTwo(int count) {
    return COPY_TWO | count << COUNT_SHIFT;
  }

  /** Whether an element is a run, not a copy. */
  static boolean isRun(int element) {
    return element >>> KIND_SHIFT == 0;
  }

  /** How many raw bytes an element stands for. */
  static int count(int element) {
    return element >>> COUNT_SHIFT & COUNT_MASK;
  }

  /**
   * Joins elements that were added on their own to those before them.
   *
   * @param at the first of the added elements, a run
   * @param before the raw byte before them, or a negative number when there is none
   */
  void join(int at, int before) {
    int first = elements[at];
    int count = count(first);
    if ((first & 0xff) != before) {
      return;
    }
    tallies.clear();
    if (at > 0 && isRun(elements[at - 1]) && count(elements[at - 1]) + count <= COUNT_MASK) {
      elements[at - 1] += count << COUNT_SHIFT;
      if (at + 1 == size) {
        size--;
      } else {
        // An element without tokens; taking it out would move all others.
        elements[at] = COPY_ONE | before;
      }
    } else if (count >= Alphabet.MIN_MATCH) {
      elements[at] |= COPY_ONE;
    }
  }

  /** Counts some elements by class, unless that was done already. */
  RunTallies.Tally survey(int from, int to) {
    RunTallies.Tally tally = tallies.find(from, to);
    if (tally == null) {
      tally = tallies.add(from, to);
      fill(tally);
    }
    return tally;
  }

  @Override
  public void count(int from, int to, SymbolCounts counts) {
    RunTallies.Tally tally = survey(from, to);
    int[] matched = (offering ? offered : plan).matched;
    int[] literals = counts.literals;
    int[] lengths = counts.lengths;
    for (int value = 0; value < 256; value++) {
      literals[value] += tally.known[value] + tally.others.literals[value];
    }
    int backgrounds = 0;
    int matches = 0;
    for (int repeats = 1; repeats < MAX_MATCH; repeats++) {
      int runs = tally.known[RUN_CLASS + 1 + repeats];
      int match = matched[repeats];
      backgrounds += runs * (1 + repeats - match);
      lengths[match] += runs;
      matches += match > 0 ? runs : 0;
    }
    lengths[0] = 0;
    for (int length = Alphabet.MIN_MATCH; length <= MAX_MATCH; length++) {
      lengths[length] += tally.others.lengths[length];
    }
    literals[background] += backgrounds;
    counts.distances[0] += matches + tally.others.distances[0];
    counts.distances[1] += tally.others.distances[1];
    counts.fold();
  }

  private void fill(RunTallies.Tally tally) {
    int[] known = tally.known;
    int[] list = elements;
    short[] kinds = classes;
    int to = tally.to;
    for (int i = tally.from; i < to; i++) {
      int element = list[i];
      int kind = element >>> COUNT_SHIFT <= MAX_MATCH ? kinds[element] : OTHER;
      known[kind]++;
      if (kind == OTHER) {
        fillOther(element, tally.others);
      }
    }
  }

  private static void fillOther(int element, SymbolCounts others) {
    int left = count(element);
    if (isRun(element)) {
      others.literals[element & 0xff]++;
      left--;
      for (; left > MAX_MATCH; left -= MAX_MATCH) {
        others.match(MAX_MATCH, 0);
      }
      if (left < Alphabet.MIN_MATCH) {
        others.literals[element & 0xff] += left;
      } else {
        others.match(left, 0);
      }
    } else {
      for (; left > 0; left -= step(left)) {
        others.match(step(left), element < 0 ? 1 : 0);
      }
    }
  }

  /**
   * The next match of a copy with a number of bytes left, so that no rest is shorter than a match.
   */
  private static int step(int left) {
    if (left <= MAX_MATCH) {
      return left;
    }
    return Math.min(MAX_MATCH, left - Alphabet.MIN_MATCH);
  }

  @Override
  public boolean propose(BlockCode code) {
    if (code.distances.lengths[0] == 0) {
      return false;
    }
    offered.adapt(background, code);
    offering = true;
    return true;
  }

  @Override
  public void settle(boolean accepted) {
    offering = false;
    if (accepted) {
      RunPlan former = plan;
      plan = offered;
      offered = former;
    }
  }

  @Override
  public void reset() {
    plan.matchAlways();
  }

  @Override
  public void emit(int from, int to, BlockCode code, BitSink out) {
    near.fill(code, 0);
    far.fill(code, 1);
    fillClasses(code);
    int[] list = elements;
    short[] kinds = classes;
    long[] codes = classCodes;
    int[] words = out.words();
    int position = out.position();
    long bits = out.pendingBits();
    int pending = out.pendingCount();
    for (int i = from; i < to; i++) {
      int element = list[i];
      long known = codes[element >>> COUNT_SHIFT <= MAX_MATCH ? kinds[element] : OTHER];
      if (known < 0) {
        out.resume(position, bits, pending);
        emitOther(element, code, out);
        position = out.position();
        bits = out.pendingBits();
        pending = out.pendingCount();
      } else {
        bits |= (known & CODE_MASK) << pending;
        pending += (int) (known >>> WIDTH_SHIFT);
        words[position] = (int) bits;
        int full = pending >>> 5;
        position += full;
        bits >>>= full << 5;
        pending &= BitSink.WORD_BITS - 1;
      }
    }
    out.resume(position, bits, pending);
  }

  private void emitOther(int element, BlockCode code, BitSink out) {
    int left = count(element);
    if (!isRun(element)) {
      MatchCodes codes = element < 0 ? far : near;
      for (; left > 0; left -= step(left)) {
        out.put(codes.codes[step(left)], codes.bits[step(left)]);
      }
      return;
    }
    int value = element & 0xff;
    int literalCode = code.literals.codes[value];
    int literalBits = code.literals.lengths[value];
    out.put(literalCode, literalBits);
    boolean planned = value == background && --left < MAX_MATCH;
    if (value != background) {
      left--;
    }
    for (; left > MAX_MATCH; left -= MAX_MATCH) {
      out.put(near.codes[MAX_MATCH], near.bits[MAX_MATCH]);
    }
    int match = planned ? plan.matched[left] : left < Alphabet.MIN_MATCH ? 0 : left;
    if (match > 0) {
      out.put(near.codes[match], near.bits[match]);
    }
    for (int k = match; k < left; k++) {
      out.put(literalCode, literalBits);
    }
  }

  /** Puts the codes of the known elements together; those that get too long stay unknown. */
  private void fillClasses(BlockCode code) {
    int[] literals = code.literals.codes;
    byte[] lengths = code.literals.lengths;
    for (int value = 0; value < 256; value++) {
      classCodes[value] = (long) lengths[value] << WIDTH_SHIFT | literals[value];
    }
    classCodes[OTHER] = UNKNOWN;
    long literalCode = literals[background];
    int literalBits = lengths[background];
    for (int count = 2; count <= MAX_MATCH; count++) {
      int match = plan.matched[count - 1];
      int width = (count - match) * literalBits + (match > 0 ? near.bits[match] : 0);
      long known = UNKNOWN;
      if (literalBits > 0 && width <= MAX_CLASS_BITS) {
        known = literalCode;
        int at = literalBits;
        if (match > 0) {
          known |= near.codes[match] << at;
          at += near.bits[match];
        }
        for (; at < width; at += literalBits) {
          known |= literalCode << at;
        }
        known |= (long) width << WIDTH_SHIFT;
      }
      classCodes[RUN_CLASS + count] = known;
    }
  }

  @Override
  public long rawLength(int from, int to) {
    long length = 0;
    for (int i = from; i < to; i++) {
      length += count(elements[i]);
    }
    return length;
  }

  @Override
  public void store(int from, int to, StoredBlocks out) throws IOException {
    // What a copy repeats may lie before the block, but not before the list.
    byte last = 0;
    byte before = 0;
    for (int i = 0; i < to; i++) {
      int element = elements[i];
      int count = count(element);
      boolean wanted = i >= from;
      if (element >= 0) {
        byte value = (byte) element;
        before = count > 1 ? value : last;
        last = value;
        if (wanted) {
          out.add(value, count);
        }
      } else {
        for (int k = 0; wanted && k < count; k++) {
          out.add((k & 1) == 0 ? before : last);
        }
        if ((count & 1) != 0) {
          byte next = before;
          before = last;
          last = next;
        }
      }
    }
  }
}
