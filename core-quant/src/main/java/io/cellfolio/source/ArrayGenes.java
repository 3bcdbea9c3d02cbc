package io.cellfolio.source;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;

/** An expression matrix as it was given, not yet checked. */
sealed interface ArrayGenes {

  List<String> names();

  int nGenes();

  int nCells();

  /** The matrix for readers, once checked. */
  GeneMatrix matrix(NavigableMap<String, List<String>> varText);

  record OfSparse(FMatrixSparseCSC cellsByGenes, List<String> names) implements ArrayGenes {
    public OfSparse {
      names = new ArrayList<>(names);
    }

    @Override
    public int nGenes() {
      return cellsByGenes.getNumCols();
    }

    @Override
    public int nCells() {
      return cellsByGenes.getNumRows();
    }

    @Override
    public GeneMatrix matrix(NavigableMap<String, List<String>> varText) {
      FMatrixSparseCSC sorted = SortedCsc.of(cellsByGenes);
      return new ArrayGeneMatrix(
          names,
          varText,
          SortedCsc.storage("float32", sorted.nz_length),
          new GeneSlices.OfSparse(sorted));
    }
  }

  record OfDense(FMatrixRMaj genesByCells, List<String> names) implements ArrayGenes {
    public OfDense {
      names = new ArrayList<>(names);
    }

    @Override
    public int nGenes() {
      return genesByCells.getNumRows();
    }

    @Override
    public int nCells() {
      return genesByCells.getNumCols();
    }

    @Override
    public GeneMatrix matrix(NavigableMap<String, List<String>> varText) {
      return new ArrayGeneMatrix(
          names, varText, "dense float32", new GeneSlices.OfDense(genesByCells));
    }
  }
}
