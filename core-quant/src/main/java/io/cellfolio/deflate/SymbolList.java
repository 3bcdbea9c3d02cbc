package io.cellfolio.deflate;

import java.io.IOException;

/** A sequence that blocks are cut from. Positions are those of its elements, not of raw bytes. */
interface SymbolList {

  /** How many elements there are. */
  int size();

  /** Forgets all elements. */
  void clear();

  /** Adds the symbols of some elements to counts. */
  void count(int from, int to, SymbolCounts counts);

  /**
   * Offers another way to write the same bytes, cheaper under a code, if there may be one. It holds
   * for the next {@link #count} and {@link #emit}.
   *
   * @return whether there is an offer, which has to be settled then
   */
  boolean propose(BlockCode code);

  /** Ends an offer: from now on it is the way to write, or it is forgotten. */
  void settle(boolean accepted);

  /** Returns to the way of writing that needs no code to be known. */
  void reset();

  /** Writes the symbols of some elements, for which there must be room. */
  void emit(int from, int to, BlockCode code, BitSink out);

  /** A list whose raw bytes can be had from its elements. */
  interface Storable extends SymbolList {

    /** The number of raw bytes of some elements. */
    long rawLength(int from, int to);

    /** Hands the raw bytes of some elements to stored blocks that have begun. */
    void store(int from, int to, StoredBlocks out) throws IOException;
  }
}
