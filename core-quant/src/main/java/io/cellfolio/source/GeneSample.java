package io.cellfolio.source;

import java.util.List;

/**
 * A part of a matrix that stands for all of it: all genes over some of the cells, or some of the
 * genes over all cells, or everything.
 *
 * @param blocks genes; every column of a block covers {@code cells} cells
 * @param cells how many of the matrix's cells are covered, spread over all of them
 * @param entries for each requested gene how many entries its column stores; empty when that is not
 *     known without reading
 */
@SuppressWarnings("ArrayRecordComponent")
public record GeneSample(List<GeneBlock> blocks, int cells, long[] entries) {
  /** Copies the list. */
  public GeneSample {
    blocks = List.copyOf(blocks);
  }
}
