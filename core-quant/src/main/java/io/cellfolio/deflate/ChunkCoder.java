package io.cellfolio.deflate;

import java.io.IOException;
import java.util.Arrays;

/**
 * The deflate stream of one payload after the other, chunk by chunk. Each chunk becomes runs; where
 * the probe promises more, matches of any distance are tried, and kept when they are smaller.
 * Blocks may hold many chunks, but only of one kind.
 */
final class ChunkCoder {
  /** Raw bytes of every chunk but the last. */
  static final int CHUNK = 1 << 20;

  /** A list is written when it has so many elements. */
  private static final int FULL = 1 << 16;

  /** Chunks up to this size are tried both ways whatever the probe says. */
  private static final int TINY = 4096;

  /** Where the probe promises less than so many 1/1000, longer chunks are tried in part first. */
  private static final int CERTAIN = 100;

  private static final int TRIED_WHOLE = 1 << 14;

  /** Runs are few where there is one in so many bytes. */
  private static final int FEW_RUNS = 8;

  /** None of so many values has more than its share. */
  private static final int MANY_VALUES = 6;

  /** So many values that are frequent are few. */
  private static final int FEW = 4;

  private static final int SAMPLE_BYTES = 1 << 14;

  /** Where every stretch is looked at, so many bytes of each are tried. */
  private static final int STRETCH = 1 << 13;

  private static final int STRETCH_SAMPLE = 1 << 9;

  /** A stretch that gets smaller by one part in two to this power speaks for its whole chunk. */
  private static final int CLEARLY = 5;

  private static final int GLANCE_LEVEL = 6;

  /** A first look takes so many bytes, and matches from so many before them. */
  private static final int GLANCE_BYTES = 1 << 9;

  private static final int GLANCE_HISTORY = 1 << 11;

  /** If matches make a first look so many 1/1000 larger than runs, no more is tried. */
  private static final int HOPELESS = 80;

  private static final double MOST_UNLIKE = 1.5;

  private static final int SWITCH_BITS = 256;
  private static final int CHEAPEST_ROUNDS = 3;

  /** Chunks up to this size are parsed as cheaply as possible. */
  private static final int SHORT = 512;

  private static final int FEW_BITS = 1600;

  private static final int SAMPLE = 1 << 12;

  private final Effort effort;
  private final BitSink out;
  private final BlockWriter blocks;
  private final RunList runs = new RunList();
  private final TokenList tokens = new TokenList();
  private final SymbolCounts counts = new SymbolCounts();
  private final RunCosts costs = new RunCosts();
  private final RepeatProbe probe = new RepeatProbe();
  private final Prices prices = new Prices();
  private final MatchFinder finder = new MatchFinder(prices);
  private final SavingParser saving;
  private final LongestParser longest;
  private final MatchTrial trial;

  /** Tries many places less hard; only where the effort is great. */
  private final MatchTrial glance;

  private final CheapestParser cheapest = new CheapestParser();
  private final TokenList others = new TokenList();
  private final int[] runsOf = new int[256];
  private final int[] bytesOf = new int[256];
  private long offset;
  private int lastByte;

  /** Whether the chunk before was better with matches of any distance. */
  private boolean matched;

  /** Whether prices are those of the chunk before. */
  private boolean priced;

  ChunkCoder(Effort effort, BitSink out) {
    HuffmanLengths huffman = new HuffmanLengths();
    this.effort = effort;
    this.out = out;
    this.blocks = new BlockWriter(out, effort, huffman);
    this.saving = new SavingParser(effort, finder, prices);
    this.longest = new LongestParser(LongestEffort.ofLevel(effort.level()));
    this.trial = new MatchTrial(longest, blocks);
    this.glance =
        effort.exhaustive()
            ? new MatchTrial(new LongestParser(LongestEffort.ofLevel(GLANCE_LEVEL)), blocks)
            : trial;
  }

  /** Begins a payload. */
  void begin() {
    runs.clear();
    tokens.clear();
    finder.begin();
    longest.begin();
    offset = 0;
    lastByte = -1;
    matched = false;
    priced = false;
  }

  /** Adds a chunk of one byte or more. */
  void add(Chunk chunk) throws IOException {
    if (runs.size() >= FULL) {
      flush(runs, false);
    }
    if (tokens.size() >= FULL) {
      flush(tokens, false);
    }
    int runsBefore = runs.size();
    int tokensBefore = tokens.size();
    chunk.scan(runs);
    if (runsBefore == 0) {
      runs.setBackground(background());
    }
    int last = lastByteOf(runs, runsBefore);
    if (matchesPay(chunk, runsBefore)) {
      runs.resize(runsBefore);
      if (runsBefore > 0) {
        flush(runs, false);
      }
    } else {
      tokens.truncate(tokensBefore);
      if (tokensBefore > 0) {
        // The runs to keep move to the front of the list when it is cut off before them.
        flush(tokens, false);
      }
      runs.join(runsBefore, lastByte);
    }
    lastByte = last;
    offset += chunk.length();
  }

  /**
   * Whether the chunk is smaller with matches of any distance, which are added to the tokens then
   * or if there is no telling without trying.
   */
  private boolean matchesPay(Chunk chunk, int runsBefore) {
    int length = chunk.length();
    counts.clear();
    blocks.count(runs, runsBefore, runs.size(), counts);
    boolean promising = matched || length <= SHORT || worthAnything(runsBefore, length);
    boolean saves = promising;
    if (!promising) {
      costs.take(counts);
      int promise = probe.saving(runs, runsBefore, length, costs);
      promising = promise >= effort.probeThreshold();
      saves = promising && (promise >= CERTAIN || length <= TRIED_WHOLE || effort.parsesTwice());
      if (hardlyPays(chunk, runsBefore, promise, promising)
          && !(effort.exhaustive() && anyStretchIsSmaller(chunk, runsBefore))) {
        return false;
      }
    }
    chunk.spread();
    long asRuns = blocks.price(runs, runsBefore, runs.size());
    long asTokens = addTokens(chunk, runsBefore, saves);
    if (offset > 0 || length == CHUNK) {
      // Another kind of block than before, or than behind, has to earn its header.
      long hurdle = SWITCH_BITS + (asRuns >> 9);
      asRuns += matched ? hurdle : -hurdle;
    }
    matched = asTokens < asRuns;
    return matched;
  }

  /**
   * Whether it is unlikely that matches make the chunk smaller.
   *
   * @param promise what the probe says that they save, in 1/1000
   * @param promising whether that is worth a try
   */
  private boolean hardlyPays(Chunk chunk, int runsBefore, int promise, boolean promising) {
    int length = chunk.length();
    if (!promising && length > TINY && !runsMayBePoor(runsBefore, length)) {
      return true;
    }
    return !promising && hopeless(chunk, runsBefore)
        || promise < CERTAIN
            && length > TRIED_WHOLE
            && !sampleIsSmaller(chunk, runsBefore, promising);
  }

  /** Whether matches make some stretch of the chunk smaller, which may change its kind often. */
  private boolean anyStretchIsSmaller(Chunk chunk, int runsBefore) {
    for (int start = STRETCH / 2; start < chunk.length(); start += STRETCH) {
      if (glance.run(chunk, runs, runsBefore, start, STRETCH_SAMPLE, MatchFinder.WINDOW)
          && glance.asTokens() < glance.asRuns() - (glance.asRuns() >> CLEARLY)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the effort is great enough to try matches whatever they promise: in chunks that are not
   * long, and where one byte is nearly everywhere and the others are few. There, distances and
   * lengths can say more than a run and the byte behind it do, which no sample shows.
   */
  private boolean worthAnything(int runsBefore, int length) {
    if (!effort.exhaustive() || length <= TRIED_WHOLE) {
      return effort.exhaustive();
    }
    if (runs.size() - runsBefore > length / FEW_RUNS) {
      return false;
    }
    int all = countBytes(runsBefore);
    int most = 0;
    int second = 0;
    for (int count : bytesOf) {
      second = Math.max(second, Math.min(most, count));
      most = Math.max(most, count);
    }
    return second > (all - most) / MANY_VALUES;
  }

  /**
   * Adds the best of the ways to parse the chunk, and returns its size.
   *
   * @param saves whether matches are also looked for by what they save, which finds little more
   *     where there is little to be found
   */
  private long addTokens(Chunk chunk, int runsBefore, boolean saves) {
    int from = chunk.from();
    int to = from + chunk.length();
    int before = tokens.size();
    longest.parse(chunk.bytes(), chunk.history(), from, to, offset, tokens);
    long bits = blocks.price(tokens, before, tokens.size());
    if (saves) {
      if (!matched || !priced) {
        prices.begin(counts);
      }
      prices.attach(runs, runsBefore, from);
      finder.attach(chunk.bytes(), chunk.history(), from, to, offset);
      others.clear();
      saving.parse(chunk.bytes(), from, to, chunk.history(), others);
      bits = better(before, bits);
    }
    priced = saves;
    if (offset == 0 && everyBitCounts(to - from, bits)) {
      cheapest.price(blocks.fixedCode());
      for (int round = 0; round < CHEAPEST_ROUNDS; round++) {
        others.clear();
        cheapest.parse(chunk.bytes(), from, to, others);
        bits = better(before, bits);
        cheapest.price(blocks.codeFor(tokens, before, tokens.size()));
      }
    }
    return bits;
  }

  /** Whether a byte more is a large part of the whole, and looking for it is not too slow. */
  private boolean everyBitCounts(int length, long bits) {
    return length <= SHORT
        || length <= CheapestParser.MOST && bits <= FEW_BITS && effort.level() >= 7;
  }

  /** Takes the other tokens if they are smaller. */
  private long better(int before, long bits) {
    long otherBits = blocks.price(others, 0, others.size());
    if (otherBits < bits) {
      tokens.truncate(before);
      tokens.append(others);
    }
    return Math.min(bits, otherBits);
  }

  /**
   * Whether the chunk is of a kind that runs alone may serve badly though nothing repeats much:
   * mostly single bytes, or few values and hardly any others, of which none is everywhere.
   */
  private boolean runsMayBePoor(int runsBefore, int length) {
    if (runs.size() - runsBefore > length / 2) {
      return true;
    }
    int all = countBytes(runsBefore);
    int frequent = 0;
    int others = 0;
    for (int count : bytesOf) {
      if (count > all / 5 * 4) {
        return false;
      }
      if (count > all / 50) {
        frequent++;
      } else {
        others += count;
      }
    }
    return frequent <= FEW && others < all / 8;
  }

  /** Counts the bytes of the first runs by value; returns how many there are. */
  private int countBytes(int runsBefore) {
    Arrays.fill(bytesOf, 0);
    int[] elements = runs.elements();
    int to = Math.min(runs.size(), runsBefore + SAMPLE);
    int all = 0;
    for (int i = runsBefore; i < to; i++) {
      if (RunList.isRun(elements[i])) {
        int count = RunList.count(elements[i]);
        bytesOf[elements[i] & 0xff] += count;
        all += count;
      }
    }
    return all;
  }

  /**
   * Whether matches make a few bytes so much larger that more of them would not help. That is known
   * only if the chunk has about as many runs elsewhere.
   */
  private boolean hopeless(Chunk chunk, int runsBefore) {
    if (!trial.run(chunk, runs, runsBefore, chunk.length() / 2, GLANCE_BYTES, GLANCE_HISTORY)) {
      return false;
    }
    double expected = (double) (runs.size() - runsBefore) * trial.bytes() / chunk.length();
    return trial.asTokens() > trial.asRuns() + trial.asRuns() * HOPELESS / 1000
        && trial.elements() < expected * MOST_UNLIKE
        && expected < trial.elements() * MOST_UNLIKE;
  }

  /**
   * Whether some bytes of a chunk are smaller with matches, or nearly so if the probe is for them:
   * in the middle, and in that case near the end, too, as a chunk may change.
   */
  private boolean sampleIsSmaller(Chunk chunk, int runsBefore, boolean promising) {
    int length = chunk.length();
    int wanted = promising ? SAMPLE_BYTES / 2 : SAMPLE_BYTES / 4;
    if (!trial.run(chunk, runs, runsBefore, length / 2, wanted, MatchFinder.WINDOW)) {
      return true;
    }
    return trialIsSmaller(promising)
        || promising
            && trial.run(chunk, runs, runsBefore, length / 8 * 7, wanted, MatchFinder.WINDOW)
            && trialIsSmaller(true);
  }

  private boolean trialIsSmaller(boolean promising) {
    long asRuns = trial.asRuns();
    return trial.asTokens() < asRuns + (promising ? asRuns >> 6 : -(asRuns >> 8));
  }

  /** The byte that the first elements have most runs of. */
  private int background() {
    Arrays.fill(runsOf, 0);
    int[] elements = runs.elements();
    int most = 0;
    int to = Math.min(runs.size(), SAMPLE / 4);
    for (int i = 0; i < to; i++) {
      int value = elements[i] & 0xff;
      if (RunList.isRun(elements[i])
          && RunList.count(elements[i]) > 2
          && ++runsOf[value] > runsOf[most]) {
        most = value;
      }
    }
    return most;
  }

  private static int lastByteOf(RunList runs, int from) {
    int[] elements = runs.elements();
    int at = runs.size() - 1;
    if (RunList.isRun(elements[at])) {
      return elements[at] & 0xff;
    }
    return -1;
  }

  private void flush(SymbolList list, boolean last) throws IOException {
    blocks.write(list, last);
    list.clear();
  }

  /** Ends the payload. */
  void finish() throws IOException {
    if (runs.size() > 0) {
      flush(runs, true);
    } else if (tokens.size() > 0) {
      flush(tokens, true);
    } else {
      blocks.writeEmpty(true);
    }
    out.align();
  }
}
