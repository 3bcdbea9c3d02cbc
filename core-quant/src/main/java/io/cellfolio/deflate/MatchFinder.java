package io.cellfolio.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Knows where the last 32 KiB have what bytes: the newest place of every three bytes, and chains of
 * the places of every four. Places inside a run are left out, as the run's own start serves them.
 *
 * <p>Positions are counted over all payloads of an encoder, so that places of former payloads are
 * too far away without being cleared.
 */
final class MatchFinder {
  static final int WINDOW = Alphabet.WINDOW;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FOUR_BITS = 15;
  private static final int THREE_BITS = 14;
  private static final int MASK = WINDOW - 1;
  private static final int REBASE_AT = 1 << 30;

  /** More than the window and any stretch that is attached at once. */
  private static final int MAX_STEP = 1 << 22;

  private final int[] newestFour = new int[1 << FOUR_BITS];
  private final int[] newestThree = new int[1 << THREE_BITS];
  private final int[] previous = new int[WINDOW];

  private byte[] bytes;
  private int end;

  /** First position of the array that may be referred to. */
  private int first;

  /** What has to be added to a position in the array to get the counted one. */
  private int shift;

  /** Counted position of the next place to be entered. */
  private int entered;

  /** Counted position of the byte at {@link #offset} of the payload. */
  private int counted;

  private long offset;

  private final Prices prices;
  private int bestLength;
  private int bestDistance;
  private int bestSaving;
  private int longest;

  MatchFinder(Prices prices) {
    this.prices = prices;
  }

  /** Begins a payload. */
  void begin() {
    if (counted > REBASE_AT) {
      rebase(counted - MAX_STEP);
    }
    counted += MAX_STEP;
    offset = 0;
    entered = counted;
  }

  /**
   * Turns to the next bytes of the payload.
   *
   * @param in array that holds them and the history before them
   * @param history position of the first byte of the history, which is as long as the window or
   *     reaches to the payload's first byte
   * @param from position of the first byte to come
   * @param to position after the last byte to come
   * @param fromOffset how many bytes of the payload lie before {@code from}
   */
  void attach(byte[] in, int history, int from, int to, long fromOffset) {
    if (counted > REBASE_AT) {
      rebase(counted - MAX_STEP);
    }
    // Whatever is farther back than the window is out of reach, however far it is.
    counted += (int) Math.min(fromOffset - offset, MAX_STEP);
    offset = fromOffset;
    bytes = in;
    first = history;
    end = to;
    shift = counted - from;
    entered = Math.max(entered, history + shift);
  }

  private void rebase(int by) {
    lower(newestFour, by);
    lower(newestThree, by);
    lower(previous, by);
    counted -= by;
    entered -= by;
  }

  static void lower(int[] positions, int by) {
    for (int i = 0; i < positions.length; i++) {
      positions[i] = Math.max(0, positions[i] - by);
    }
  }

  /** Enters all places before a position. */
  void enter(int to) {
    int stop = Math.min(to, end - Integer.BYTES + 1);
    byte[] in = bytes;
    int at = entered - shift;
    for (; at < stop; at++) {
      int four = (int) INTS.get(in, at);
      if (four == (four >>> 8 | four << 24) && at > first && in[at - 1] == in[at]) {
        continue;
      }
      int place = at + shift;
      int hash = hashFour(four);
      previous[place & MASK] = newestFour[hash];
      newestFour[hash] = place;
      newestThree[hashThree(four)] = place;
    }
    entered = Math.max(entered, at + shift);
  }

  /**
   * Looks for the match at a position that saves most.
   *
   * @param at the position, all places before which have been entered
   * @param depth how many places are tried
   * @param enough a match of this length ends the search
   * @param recent the distance of the match before, tried first; 0 when there is none
   * @return whether there is a match that saves something
   */
  boolean find(int at, int depth, int enough, int recent) {
    bestLength = 0;
    bestSaving = 0;
    longest = Alphabet.MIN_MATCH - 1;
    int limit = Math.min(end - at, Alphabet.MAX_MATCH);
    if (limit < Integer.BYTES) {
      return false;
    }
    if (recent > 0 && at - recent >= first) {
      consider(at, at - recent, limit);
    }
    byte[] in = bytes;
    int four = (int) INTS.get(in, at);
    if (longest >= enough || inRun(at, four)) {
      return bestSaving > 0;
    }
    int low = Math.max(first + shift - 1, at + shift - WINDOW);
    int candidate = newestThree[hashThree(four)];
    if (candidate > low) {
      consider(at, candidate - shift, limit);
    }
    candidate = newestFour[hashFour(four)];
    for (int left = depth; candidate > low && left > 0 && longest < enough; left--) {
      int place = candidate - shift;
      if (longest < limit
          && in[place + longest] == in[at + longest]
          && (int) INTS.get(in, place) == four) {
        consider(at, place, limit);
      }
      candidate = previous[candidate & MASK];
    }
    return bestSaving > 0;
  }

  private boolean inRun(int at, int four) {
    return four == (four >>> 8 | four << 24) && at > first && bytes[at - 1] == bytes[at];
  }

  private void consider(int at, int place, int limit) {
    int length = matching(bytes, place, at, limit);
    if (length > longest) {
      longest = length;
      int saving = prices.saving(at, length, at - place);
      if (saving > bestSaving) {
        bestSaving = saving;
        bestLength = length;
        bestDistance = at - place;
      }
    }
  }

  /** How many bytes are the same at two places, up to a limit. */
  static int matching(byte[] in, int a, int b, int limit) {
    int length = 0;
    while (length + Long.BYTES <= limit
        && (long) LONGS.get(in, a + length) == (long) LONGS.get(in, b + length)) {
      length += Long.BYTES;
    }
    while (length < limit && in[a + length] == in[b + length]) {
      length++;
    }
    return length;
  }

  int bestLength() {
    return bestLength;
  }

  int bestDistance() {
    return bestDistance;
  }

  /** What the match found last saves; see {@link Prices}. */
  int bestSaving() {
    return bestSaving;
  }

  private static int hashFour(int four) {
    return four * 0x9e3779b1 >>> 32 - FOUR_BITS;
  }

  private static int hashThree(int four) {
    return (four << 8) * 0x9e3779b1 >>> 32 - THREE_BITS;
  }
}
