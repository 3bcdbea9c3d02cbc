package io.cellfolio.deflate;

/**
 * Turns bytes into literals and the longest matches that can be found, as RFC 1951, section 4,
 * sketches it: places are chained by their three bytes, and from {@link Effort#lazy} on a match
 * gives way to a longer one at the next byte. What it finds is what other encoders find who follow
 * the sketch; how it is cut into blocks and coded is not its concern.
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
    enter(from);
    if (effort.lazy() == 0) {
      greedy(from, tokens);
    } else {
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
      int candidate = head(at);
      enter(at + 1);
      if (candidate != 0 && before < effort.lazy()) {
        int found = longest(at, candidate, before);
        if (found > before && !(found == Alphabet.MIN_MATCH && at - bestPlace > TOO_FAR)) {
          length = found;
          place = bestPlace;
        }
      }
      if (before >= Alphabet.MIN_MATCH && length <= before) {
        tokens.match(before, at - 1 - beforePlace);
        at += before - 1;
        enter(at);
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
    int nice = Math.min(effort.nice(), limit);
    int left = atLeast >= effort.good() ? effort.chain() >> 2 : effort.chain();
    int best = atLeast;
    int low = lowest(at);
    for (int candidate = head; candidate >= low && left > 0; left--) {
      int place = candidate - shift;
      if (best < limit && in[place + best] == in[at + best] && in[place] == in[at]) {
        int length = MatchFinder.matching(in, place, at, limit);
        if (length > best) {
          best = length;
          bestPlace = place;
          if (length >= nice) {
            break;
          }
        }
      }
      int next = previous[candidate & MASK];
      if (next >= candidate) {
        break;
      }
      candidate = next;
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

  private void skip(int to) {
    entered = Math.max(entered, to + shift);
  }

  private int hash(int at) {
    int three = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
    return three * 0x9e3779b1 >>> 32 - HASH_BITS;
  }
}
