package io.cellfolio.deflate;

/**
 * Turns bytes into literals and the longest matches that can be found, as RFC 1951, section 4,
 * sketches it: places are chained by their three bytes, and from {@link Effort#lazy} on a match
 * gives way to a longer one at the next byte. What it finds is what other encoders find who follow
 * the sketch; how it is cut into blocks and coded is not its concern.
 *
 * <p>Places inside one run share their three bytes, and most columns are runs of one value: with
 * lazy evaluation, places remember their run, so that those of it that cannot have a longer match
 * are passed over at once instead of one by one.
 *
 * <p>Positions are counted over all payloads of an encoder, so that places of former payloads are
 * too far away without being cleared.
 */
final class LongestParser {
  private static final int WINDOW = Alphabet.WINDOW;
  private static final int MASK = WINDOW - 1;
  private static final int HASH_BITS = 15;
  private static final int REBASE_AT = 1 << 30;
  private static final int MAX_STEP = 1 << 22;

  /** A match of three bytes from farther away costs more than three literals. */
  private static final int TOO_FAR = 4096;

  private final LongestEffort effort;
  private final int[] newest = new int[1 << HASH_BITS];
  private final int[] previous = new int[WINDOW];

  /** By place, where its run of equal bytes begins; with lazy evaluation only. */
  private final int[] runStart;

  /** By the place where a run begins, the place behind it, once that has been entered. */
  private final int[] runEnd;

  private byte[] bytes;
  private int first;
  private int end;
  private int shift;
  private int entered;
  private int counted;
  private long offset;
  private int bestPlace;

  LongestParser(LongestEffort effort) {
    this.effort = effort;
    int remembered = effort.lazy() > 0 ? WINDOW : 0;
    this.runStart = new int[remembered];
    this.runEnd = new int[remembered];
  }

  /** Begins a payload. */
  void begin() {
    rebase();
    counted += MAX_STEP;
    offset = 0;
    entered = counted;
  }

  private void rebase() {
    if (counted > REBASE_AT) {
      int by = counted - MAX_STEP;
      MatchFinder.lower(newest, by);
      MatchFinder.lower(previous, by);
      MatchFinder.lower(runStart, by);
      MatchFinder.lower(runEnd, by);
      counted -= by;
      entered -= by;
    }
  }

  /** Parses bytes; the arguments are those of {@link MatchFinder#attach}. */
  void parse(byte[] in, int history, int from, int to, long fromOffset, TokenList tokens) {
    rebase();
    counted += (int) Math.min(fromOffset - offset, MAX_STEP);
    offset = fromOffset;
    bytes = in;
    first = history;
    end = to;
    shift = counted - from;
    entered = Math.max(entered, history + shift);
    tokens.reserve(to - from);
    if (effort.lazy() == 0) {
      enter(from);
      greedy(from, tokens);
    } else {
      enterRuns(from);
      lazy(from, tokens);
    }
  }

  private void greedy(int from, TokenList tokens) {
    int at = from;
    while (at < end) {
      int candidate = head(at);
      int length = candidate == 0 ? 0 : longest(at, candidate, Alphabet.MIN_MATCH - 1);
      if (length < Alphabet.MIN_MATCH) {
        enter(at + 1);
        tokens.literal(bytes[at++]);
        continue;
      }
      tokens.match(length, at - bestPlace);
      if (length <= effort.insert()) {
        enter(at + length);
      } else {
        enter(at + 1);
        skip(at + length);
      }
      at += length;
    }
  }

  private void lazy(int from, TokenList tokens) {
    int at = from;
    int length = Alphabet.MIN_MATCH - 1;
    int place = 0;
    boolean waiting = false;
    while (at < end) {
      int before = length;
      int beforePlace = place;
      length = Alphabet.MIN_MATCH - 1;
      int candidate = enterRuns(at + 1);
      if (candidate >= lowest(at) && before < effort.lazy()) {
        int found = longest(at, candidate, before);
        if (found > before && !(found == Alphabet.MIN_MATCH && at - bestPlace > TOO_FAR)) {
          length = found;
          place = bestPlace;
        }
      }
      if (before >= Alphabet.MIN_MATCH && length <= before) {
        tokens.match(before, at - 1 - beforePlace);
        at += before - 1;
        enterRuns(at);
        length = Alphabet.MIN_MATCH - 1;
        waiting = false;
      } else {
        if (waiting) {
          tokens.literal(bytes[at - 1]);
        }
        waiting = true;
        at++;
      }
    }
    if (waiting) {
      tokens.literal(bytes[end - 1]);
    }
  }

  /** The newest place with the three bytes at a position; 0 when there is none in the window. */
  private int head(int at) {
    if (at + Alphabet.MIN_MATCH > end) {
      return 0;
    }
    int candidate = newest[hash(at)];
    return candidate >= lowest(at) ? candidate : 0;
  }

  private int lowest(int at) {
    return Math.max(first + shift, at + shift - WINDOW);
  }

  private int longest(int at, int head, int atLeast) {
    byte[] in = bytes;
    int limit = Math.min(end - at, Alphabet.MAX_MATCH);
    if (atLeast >= limit) {
      return atLeast;
    }
    int left = atLeast >= effort.good() ? effort.chain() >> 2 : effort.chain();
    byte value = in[at];
    if (runStart.length > 0 && value == in[at + 1] && value == in[at + 2]) {
      return longestInRun(at, head, atLeast, limit, left);
    }
    int nice = Math.min(effort.nice(), limit);
    int best = atLeast;
    byte next = in[at + best];
    int low = lowest(at);
    int ahead = shift;
    int[] chain = previous;
    for (int candidate = head; candidate >= low && left > 0; left--) {
      int place = candidate - ahead;
      if (in[place + best] == next && in[place] == value) {
        int length = MatchFinder.matching(in, place, at, limit);
        if (length > best) {
          best = length;
          bestPlace = place;
          if (length >= nice) {
            break;
          }
          next = in[at + best];
        }
      }
      int older = chain[candidate & MASK];
      if (older >= candidate) {
        break;
      }
      candidate = older;
    }
    return best;
  }

  /**
   * As {@link #longest}, with the same result, where three equal bytes or more follow. A place with
   * fewer of them to come has a match as long as they are, one with more has a match as long as
   * those that follow here; only one with equally many can have a longer match.
   */
  private int longestInRun(int at, int head, int atLeast, int limit, int most) {
    byte[] in = bytes;
    int[] chain = previous;
    int[] starts = runStart;
    int[] ends = runEnd;
    int ahead = shift;
    byte value = in[at];
    int follow = 1 + MatchFinder.matching(in, at, at + 1, limit - 1);
    int nice = Math.min(effort.nice(), limit);
    int wanted = Math.min(follow, nice);
    int best = atLeast;
    byte next = in[at + best];
    int left = most;
    int low = lowest(at);
    int ownStart = starts[at + ahead & MASK];
    // The place a window ago shares the memory of this one.
    int forgotten = at + ahead - WINDOW;
    for (int candidate = head; candidate >= low && left > 0; left--) {
      int start = candidate == forgotten ? -1 : starts[candidate & MASK];
      if (start >= low && in[candidate - ahead] == value) {
        int toCome = start == ownStart ? follow + 1 : ends[start & MASK] - candidate;
        if (toCome >= Alphabet.MIN_MATCH && toCome < wanted) {
          int passed = Math.min(Math.min(wanted - toCome, candidate - start), left - 1);
          candidate -= passed;
          left -= passed;
        } else if (toCome > follow && best >= follow) {
          left -= candidate - start;
          candidate = start;
        }
      }
      int place = candidate - ahead;
      if (in[place + best] == next && in[place] == value && left > 0) {
        int length = MatchFinder.matching(in, place, at, limit);
        if (length > best) {
          best = length;
          bestPlace = place;
          if (length >= nice) {
            break;
          }
          next = in[at + best];
        }
      }
      int older = chain[candidate & MASK];
      if (older >= candidate) {
        break;
      }
      candidate = older;
    }
    return best;
  }

  private void enter(int to) {
    int stop = Math.min(to, end - Alphabet.MIN_MATCH + 1);
    for (int at = entered - shift; at < stop; at++) {
      int hash = hash(at);
      int place = at + shift;
      previous[place & MASK] = newest[hash];
      newest[hash] = place;
      entered = place + 1;
    }
  }

  /**
   * Enters places and their runs. No place was skipped before.
   *
   * @return the place that had the three bytes of the last one before; 0 when none was entered
   */
  private int enterRuns(int to) {
    byte[] in = bytes;
    int ahead = shift;
    int stop = Math.min(to, end - Alphabet.MIN_MATCH + 1) + ahead;
    int place = entered;
    if (place >= stop) {
      return 0;
    }
    int at = place - ahead;
    int before = at > first ? in[at - 1] & 0xff : -1;
    int start = at > first ? runStart[place - 1 & MASK] : place;
    int three = (in[at] & 0xff) << 8 | (in[at + 1] & 0xff) << 16;
    int older = 0;
    for (; place < stop; place++, at++) {
      three = three >>> 8 | (in[at + 2] & 0xff) << 16;
      int hash = three * 0x9e3779b1 >>> 32 - HASH_BITS;
      older = newest[hash];
      previous[place & MASK] = older;
      newest[hash] = place;
      int value = three & 0xff;
      if (value != before) {
        runEnd[start & MASK] = place;
        start = place;
        before = value;
      }
      runStart[place & MASK] = start;
    }
    entered = stop;
    return older;
  }

  private void skip(int to) {
    entered = Math.max(entered, to + shift);
  }

  private int hash(int at) {
    int three = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
    return three * 0x9e3779b1 >>> 32 - HASH_BITS;
  }
}
