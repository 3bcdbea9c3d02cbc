package io.cellfolio.deflate;

import java.io.IOException;

/** Writes lists as blocks, each in the form that is smallest. */
final class BlockWriter {
  /** More elements than are ever empty in a block that would be smaller if stored. */
  private static final int MOST_EMPTY = 64;

  private final BitSink out;
  private final BlockSplitter splitter;
  private final int refinements;
  private final StoredBlocks stored;
  private final BlockCode fixed;
  private final SymbolCounts refined = new SymbolCounts();
  private BlockCode chosen;
  private BlockCode spare;

  BlockWriter(BitSink out, Effort effort, HuffmanLengths huffman) {
    this.out = out;
    this.splitter = new BlockSplitter(effort.piece());
    this.refinements = effort.refinements();
    this.stored = new StoredBlocks(out);
    this.fixed = BlockCode.fixed(huffman);
    this.chosen = BlockCode.dynamic(huffman);
    this.spare = BlockCode.dynamic(huffman);
  }

  /** Writes all of a list, which has one element at least. */
  void write(SymbolList list, boolean last) throws IOException {
    splitter.split(list, 0, list.size());
    int from = 0;
    for (int block = 0; block < splitter.blocks(); block++) {
      int to = splitter.end(block);
      write(list, from, to, fit(list, from, to, splitter.counts(block)), last && to == list.size());
      from = to;
    }
  }

  /** Counts runs once for this and for {@link #write}, if that gets the same ones. */
  void count(RunList runs, int first, int last, SymbolCounts counts) {
    splitter.survey(runs, first, last);
    runs.reset();
    runs.count(first, last, counts);
  }

  /** What {@link #write} would make of some elements, in bits. */
  long price(SymbolList list, int first, int last) {
    splitter.split(list, first, last);
    long bits = 0;
    int from = first;
    for (int block = 0; block < splitter.blocks(); block++) {
      int to = splitter.end(block);
      long best = fit(list, from, to, splitter.counts(block)).bits();
      if (best >= leastStored(from, to) && list instanceof SymbolList.Storable raw) {
        best = Math.min(best, stored.bits(raw.rawLength(from, to)));
      }
      bits += best;
      from = to;
    }
    return bits;
  }

  /**
   * What stored elements take at least. Each has a byte or more, but for those that {@link
   * RunList#join} emptied.
   */
  private static long leastStored(int from, int to) {
    return Byte.SIZE * ((long) to - from - MOST_EMPTY);
  }

  /** The code that needs no header. */
  BlockCode fixedCode() {
    return fixed;
  }

  /** A code made for some elements, which holds until the next use of this writer. */
  BlockCode codeFor(SymbolList list, int from, int to) {
    list.reset();
    refined.clear();
    list.count(from, to, refined);
    spare.fit(refined);
    return spare;
  }

  /** Writes a block of nothing. */
  void writeEmpty(boolean last) throws IOException {
    out.reserve(Alphabet.END_OF_BLOCK);
    fixed.emitHeader(last, out);
    out.put(
        fixed.literals.codes[Alphabet.END_OF_BLOCK], fixed.literals.lengths[Alphabet.END_OF_BLOCK]);
  }

  /** Finds the best code and leaves the list ready to be written with it. */
  private BlockCode fit(SymbolList list, int from, int to, SymbolCounts counts) {
    list.reset();
    fixed.fit(counts);
    chosen.fit(counts);
    for (int k = 0; k < refinements && list.propose(chosen); k++) {
      refined.clear();
      list.count(from, to, refined);
      spare.fit(refined);
      boolean better = spare.bits() < chosen.bits();
      list.settle(better);
      if (!better) {
        break;
      }
      BlockCode former = chosen;
      chosen = spare;
      spare = former;
    }
    if (fixed.bits() <= chosen.bits()) {
      list.reset();
      return fixed;
    }
    return chosen;
  }

  private void write(SymbolList list, int from, int to, BlockCode code, boolean last)
      throws IOException {
    if (code.bits() >= leastStored(from, to) && list instanceof SymbolList.Storable raw) {
      long length = raw.rawLength(from, to);
      if (stored.bits(length) <= code.bits()) {
        stored.begin(length, last);
        raw.store(from, to, stored);
        return;
      }
    }
    out.reserve(code.bits());
    code.emitHeader(last, out);
    list.emit(from, to, code, out);
    out.put(
        code.literals.codes[Alphabet.END_OF_BLOCK], code.literals.lengths[Alphabet.END_OF_BLOCK]);
  }
}
