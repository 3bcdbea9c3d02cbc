package io.cellfolio.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A cells x genes expression matrix with the annotation of its genes ({@code var}). */
public interface GeneMatrix {

  /**
   * Where the matrix stands in its source.
   *
   * @return for example {@code X}, {@code layers/counts} or {@code raw/X}
   */
  String location();

  /**
   * How the matrix is stored, for people.
   *
   * @return for example {@code csr float32, 12,345 non-zeros}
   */
  String storage();

  /**
   * The number of genes.
   *
   * @return columns of the matrix, zero or more
   */
  int nGenes();

  /**
   * The names in the var index.
   *
   * @return {@link #nGenes()} names in column order
   * @throws IOException when the source is damaged or cannot be read
   */
  List<String> geneNames() throws IOException;

  /**
   * The var columns that can serve as gene names.
   *
   * @return names of text and categorical columns in stored order
   */
  List<String> varTextColumns();

  /**
   * Reads gene names from a var column.
   *
   * @param column a column's name
   * @return {@link #nGenes()} names in column order, {@code null} where the value is missing; empty
   *     when there is no such column or it holds no text
   * @throws IOException when the source is damaged or cannot be read
   */
  Optional<List<String>> geneNames(String column) throws IOException;

  /**
   * Streams genes. Every requested gene comes exactly once, in ascending column order; the number
   * of blocks follows from the budget. A source may read itself several times to stay inside it.
   *
   * @param columns requested columns, strictly ascending
   * @param budget what all blocks and buffers of this cursor may occupy at one time; a budget too
   *     small for a single gene is exceeded by that gene alone
   * @return an open cursor
   * @throws IOException when the source is damaged or cannot be read
   */
  GeneBlockCursor openBlocks(int[] columns, MemoryBudget budget) throws IOException;

  /**
   * Streams genes as {@link #openBlocks(int[], MemoryBudget)} does, and may put what does not fit
   * into the budget aside on disk instead of reading itself many times. Blocks are the same.
   *
   * @param columns requested columns, strictly ascending
   * @param budget what all blocks and buffers of this cursor may occupy at one time
   * @param scratch where files may be made; must stay open until the cursor is closed
   * @return an open cursor
   * @throws IOException when the source is damaged or cannot be read, or the scratch space cannot
   *     be written
   */
  default GeneBlockCursor openBlocks(int[] columns, MemoryBudget budget, ScratchSpace scratch)
      throws IOException {
    return openBlocks(columns, budget);
  }
}
