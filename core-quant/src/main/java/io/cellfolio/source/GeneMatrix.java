package io.cellfolio.source;

import java.io.IOException;
import java.util.ArrayList;
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
   * How {@link #openBlocks(int[], Resources)} would read. Looks at sizes only.
   *
   * @param columns requested columns, strictly ascending
   * @param resources what reading may use
   * @return the plan
   * @throws IOException when the source is damaged or cannot be read
   */
  default ReadingPlan plan(int[] columns, Resources resources) throws IOException {
    return ReadingPlan.direct();
  }

  /**
   * Reads a part that stands for the whole, in a time that does not grow with the matrix.
   *
   * @param columns requested columns, strictly ascending, one or more
   * @param elements about how many elements to read
   * @return the sample; all of the matrix when it is not larger than that
   * @throws IOException when the source is damaged or cannot be read
   */
  default GeneSample sample(int[] columns, long elements) throws IOException {
    int[] some = GeneSampling.evenly(columns, GeneSampling.GENES);
    List<GeneBlock> blocks = new ArrayList<>();
    try (GeneBlockCursor cursor = openBlocks(some, MemoryBudget.byDefault())) {
      for (Optional<GeneBlock> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        blocks.add(next.get());
      }
    }
    return new GeneSample(blocks, blocks.get(0).gene(0).nCells(), new long[0]);
  }

  /**
   * Streams genes. Every requested gene comes exactly once, in ascending column order; the number
   * of blocks follows from the resources. A source may read itself several times, or put a part of
   * itself aside on disk, to stay inside them.
   *
   * @param columns requested columns, strictly ascending
   * @param resources what reading may use. The memory counts all buffers of the cursor and, for
   *     each thread, one block; memory too small for a single gene is exceeded by that gene alone.
   *     The threads are those of the cursor itself, and as many may ask for blocks at one time.
   * @return an open cursor
   * @throws IOException when the source is damaged or cannot be read, or the scratch space cannot
   *     be written
   */
  GeneBlockCursor openBlocks(int[] columns, Resources resources) throws IOException;

  /**
   * Streams genes with one thread and in memory alone.
   *
   * @param columns requested columns, strictly ascending
   * @param memory what all blocks and buffers of this cursor may occupy at one time
   * @return an open cursor
   * @throws IOException when the source is damaged or cannot be read
   */
  default GeneBlockCursor openBlocks(int[] columns, MemoryBudget memory) throws IOException {
    return openBlocks(columns, Resources.of(memory));
  }
}
