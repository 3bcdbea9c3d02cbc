package io.cellfolio.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A stream of gene blocks. Used by one thread; the blocks that it hands out are immutable and may
 * be read by any number of threads.
 */
public interface GeneBlockCursor extends Closeable {

  /**
   * Reads the next block. The memory budget counts a block until the next call, so a caller that
   * keeps older blocks pays for them itself.
   *
   * @return the next block, or empty after the last
   * @throws IOException when the source is damaged or cannot be read
   */
  Optional<GeneBlock> next() throws IOException;
}
