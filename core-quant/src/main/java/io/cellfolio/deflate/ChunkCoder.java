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
  static final int CHUNK = 1 << 17;

  /** A list is written when it has so many elements. */
  private static final int FULL = 1 << 16;

  /** Chunks up to this size are tried both ways without asking the probe. */
  private static final int TINY = 512;

  private static final int SAMPLE = 1 << 12;

  /** Elements at the beginning of a chunk that speak for it when repeats are looked for. */
  private static final int PROBED = 1 << 14;

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
  private final SavingParser parser;
  private final int[] runsOf = new int[256];
  private long offset;
  private int lastByte;

  /** Whether the chunk before was better with matches of any distance. */
  private boolean matched;

  ChunkCoder(Effort effort, BitSink out) {
    HuffmanLengths huffman = new HuffmanLengths();
    this.effort = effort;
    this.out = out;
    this.blocks = new BlockWriter(out, effort, huffman);
    this.parser = new SavingParser(effort, finder, prices);
  }

  /** Begins a payload. */
  void begin() {
    runs.clear();
    tokens.clear();
    finder.begin();
    offset = 0;
    lastByte = -1;
    matched = false;
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

  private boolean matchesPay(Chunk chunk, int runsBefore) {
    int length = chunk.length();
    runs.reset();
    if (length > TINY && effort.passes() == 0 && !matched) {
      int probed = Math.min(runs.size(), runsBefore + PROBED);
      counts.clear();
      runs.count(runsBefore, probed, counts);
      costs.take(counts);
      if (probe.saving(runs, runsBefore, probed, costs) < effort.probeThreshold()) {
        return false;
      }
    }
    if (!matched) {
      counts.clear();
      runs.count(runsBefore, runs.size(), counts);
      prices.begin(counts);
    }
    chunk.spread();
    int from = chunk.from();
    prices.attach(runs, runsBefore, from);
    finder.attach(chunk.bytes(), chunk.history(), from, from + length, offset);
    int tokensBefore = tokens.size();
    parser.parse(chunk.bytes(), from, from + length, chunk.history(), tokens);
    matched =
        blocks.price(tokens, tokensBefore, tokens.size())
            < blocks.price(runs, runsBefore, runs.size());
    return matched;
  }

  /** The byte that the first elements have most runs of. */
  private int background() {
    Arrays.fill(runsOf, 0);
    int[] elements = runs.elements();
    int most = 0;
    for (int i = 0; i < Math.min(runs.size(), SAMPLE); i++) {
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
