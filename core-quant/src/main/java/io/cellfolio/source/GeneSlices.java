package io.cellfolio.source;

import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;

/** Cuts blocks of genes out of a matrix in memory. */
sealed interface GeneSlices {
  /** The longest array that every Java machine can make. */
  int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** What one more gene adds to the arrays of a block, in elements. */
  int elements(int column);

  /** The bytes of one element in a block. */
  int bytesPerElement();

  /** A block of its own with copies of these genes. */
  GeneBlock block(int[] columns);

  record OfSparse(FMatrixSparseCSC cellsByGenes) implements GeneSlices {
    @Override
    public int elements(int column) {
      return cellsByGenes.col_idx[column + 1] - cellsByGenes.col_idx[column];
    }

    @Override
    public int bytesPerElement() {
      return Integer.BYTES + Float.BYTES;
    }

    @Override
    public GeneBlock block(int[] columns) {
      int stored = 0;
      for (int column : columns) {
        stored += elements(column);
      }
      FMatrixSparseCSC block =
          new FMatrixSparseCSC(cellsByGenes.getNumRows(), columns.length, stored);
      int at = 0;
      for (int gene = 0; gene < columns.length; gene++) {
        int from = cellsByGenes.col_idx[columns[gene]];
        int count = elements(columns[gene]);
        System.arraycopy(cellsByGenes.nz_rows, from, block.nz_rows, at, count);
        System.arraycopy(cellsByGenes.nz_values, from, block.nz_values, at, count);
        at += count;
        block.col_idx[gene + 1] = at;
      }
      block.nz_length = at;
      block.indicesSorted = true;
      return new GeneBlock.Sparse(columns, block);
    }
  }

  record OfDense(FMatrixRMaj genesByCells) implements GeneSlices {
    @Override
    public int elements(int column) {
      return genesByCells.getNumCols();
    }

    @Override
    public int bytesPerElement() {
      return Float.BYTES;
    }

    @Override
    public GeneBlock block(int[] columns) {
      int nCells = genesByCells.getNumCols();
      FMatrixRMaj block = new FMatrixRMaj(columns.length, nCells);
      for (int gene = 0; gene < columns.length; gene++) {
        System.arraycopy(
            genesByCells.data, columns[gene] * nCells, block.data, gene * nCells, nCells);
      }
      return new GeneBlock.Dense(columns, block);
    }
  }
}
