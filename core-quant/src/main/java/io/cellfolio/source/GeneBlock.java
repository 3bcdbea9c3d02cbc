package io.cellfolio.source;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;

/**
 * Some genes of an expression matrix, gene by gene, over all cells, in single precision (what the
 * export format holds).
 */
public sealed interface GeneBlock {

  /**
   * The number of genes in the block.
   *
   * @return one or more
   */
  int size();

  /**
   * Which column of the expression matrix a gene of this block is.
   *
   * @param gene position in the block, 0 to {@code size() - 1}
   * @return the column in the source
   */
  int column(int gene);

  /**
   * One gene's values.
   *
   * @param gene position in the block, 0 to {@code size() - 1}
   * @return a view, not a copy
   */
  GeneColumn gene(int gene);

  /**
   * A block of sparse genes.
   *
   * @param columns column in the source of each gene, ascending; shared, not copied
   * @param values cells x genes; rows of one column ascending and unique; shared, not copied
   */
  record Sparse(int[] columns, FMatrixSparseCSC values) implements GeneBlock {
    /** Checks that there is one matrix column per gene. */
    public Sparse {
      checkWidth(columns, values.getNumCols());
    }

    @Override
    public int size() {
      return columns.length;
    }

    @Override
    public int column(int gene) {
      return columns[gene];
    }

    @Override
    public GeneColumn gene(int gene) {
      return new GeneColumn.Sparse(
          values.getNumRows(),
          values.nz_rows,
          values.nz_values,
          values.col_idx[gene],
          values.col_idx[gene + 1]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sparse that
          && Arrays.equals(columns, that.columns)
          && values == that.values;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(columns);
    }
  }

  /**
   * A block of dense genes.
   *
   * @param columns column in the source of each gene, ascending; shared, not copied
   * @param values genes x cells, so that one gene is contiguous; shared, not copied
   */
  record Dense(int[] columns, FMatrixRMaj values) implements GeneBlock {
    /** Checks that there is one matrix row per gene. */
    public Dense {
      checkWidth(columns, values.getNumRows());
    }

    @Override
    public int size() {
      return columns.length;
    }

    @Override
    public int column(int gene) {
      return columns[gene];
    }

    @Override
    public GeneColumn gene(int gene) {
      return new GeneColumn.Dense(values.data, gene * values.getNumCols(), values.getNumCols());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Dense that
          && Arrays.equals(columns, that.columns)
          && values == that.values;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(columns);
    }
  }

  private static void checkWidth(int[] columns, int width) {
    if (columns.length != width || width == 0) {
      throw new IllegalArgumentException(
          "a gene block of " + columns.length + " columns over a matrix of " + width + " genes");
    }
  }
}
