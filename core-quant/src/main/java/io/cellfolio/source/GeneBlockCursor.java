package io.cellfolio.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A stream of gene blocks. As many threads as the cursor was opened for may ask for blocks at one
 * time; each gets a block of its own. Blocks are immutable and may be read by any number of
 * threads.
 */
public interface GeneBlockCursor extends Closeable {

  /**
   * Reads the next block. The memory budget counts a block until the same thread's next call, so a
   * caller that keeps older blocks pays for them itself.
   *
   * @return the next block in ascending column order, or empty after the last
   * @throws IOException when the source is damaged or cannot be read
   */
  Optional<GeneBlock> next() throws IOException;

  /**
   * Takes a block back that nobody will look at any more, so that its arrays may serve a later one.
   * Blocks need not be given back.
   *
   * @param block a block of this cursor
   */
  default void giveBack(GeneBlock block) {}
}
