package io.cellfolio.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixSparseCSC;

/** Finds what does not fit together in arrays that claim to describe the same cells. */
final class ArrayChecks {
  private final int nCells;
  private final List<String> problems;

  /** Problems are added to the given list. */
  ArrayChecks(int nCells, List<String> problems) {
    this.nCells = nCells;
    this.problems = problems;
  }

  void cells() {
    if (nCells < 0) {
      problems.add("cells: expected zero or more, got " + nCells);
    }
  }

  void obs(ObsColumn column) {
    String place = "obs/" + column.name();
    if (column instanceof ObsColumn.Continuous c) {
      length(place, c.values().length);
    } else if (column instanceof ObsColumn.Flags f) {
      length(place, f.values().length);
      for (int cell = 0; cell < f.values().length; cell++) {
        if (f.values()[cell] < -1 || f.values()[cell] > 1) {
          problems.add(
              place + ": expected -1, 0 or 1, got " + f.values()[cell] + " in cell " + cell);
          return;
        }
      }
    } else if (column instanceof ObsColumn.Text t) {
      length(place, t.values().length);
    } else if (column instanceof ObsColumn.Categorical c) {
      length(place, c.codes().length);
      codes(place, c.codes(), c.categories().size());
    }
  }

  private void codes(String place, int[] codes, int nCategories) {
    for (int cell = 0; cell < codes.length; cell++) {
      if (codes[cell] < -1 || codes[cell] >= nCategories) {
        problems.add(
            place
                + ": expected codes from -1 to "
                + (nCategories - 1)
                + ", got "
                + codes[cell]
                + " in cell "
                + cell);
        return;
      }
    }
  }

  void obsm(String key, CellMatrix matrix) {
    if (matrix.rows() != nCells) {
      problems.add("obsm/" + key + ": expected " + nCells + " rows, got " + matrix.rows());
    }
  }

  void obsp(String key, DMatrixSparseCSC graph) {
    String place = "obsp/" + key;
    if (graph.getNumRows() != nCells || graph.getNumCols() != nCells) {
      problems.add(
          place
              + ": expected "
              + nCells
              + " x "
              + nCells
              + ", got "
              + graph.getNumRows()
              + " x "
              + graph.getNumCols());
    }
    unique(place, graph.col_idx, graph.nz_rows, graph.getNumRows(), graph.getNumCols());
  }

  void genes(Optional<ArrayGenes> given, Map<String, List<String>> varText) {
    if (given.isEmpty()) {
      varText.keySet().forEach(c -> problems.add("var/" + c + ": given without a matrix of genes"));
      return;
    }
    ArrayGenes genes = given.get();
    int nGenes = genes.nGenes();
    if (genes.nCells() != nCells) {
      problems.add("X: expected " + nCells + " cells, got " + genes.nCells());
    }
    if (genes.names().size() != nGenes) {
      problems.add(
          "gene names: expected " + nGenes + " as X has genes, got " + genes.names().size());
    }
    int nameless = genes.names().indexOf(null);
    if (nameless >= 0) {
      problems.add("gene names: gene " + nameless + " has none");
    }
    varText.forEach(
        (column, values) -> {
          if (values.size() != nGenes) {
            problems.add(
                "var/"
                    + column
                    + ": expected "
                    + nGenes
                    + " values as X has genes, got "
                    + values.size());
          }
        });
    if (genes instanceof ArrayGenes.OfSparse sparse) {
      unique(
          "X",
          sparse.cellsByGenes().col_idx,
          sparse.cellsByGenes().nz_rows,
          sparse.cellsByGenes().getNumRows(),
          nGenes);
    }
  }

  private void unique(String place, int[] starts, int[] rows, int nRows, int nColumns) {
    int column = SortedCsc.firstColumnWithDuplicates(starts, rows, nRows, nColumns);
    if (column >= 0) {
      problems.add(place + ": column " + column + " lists a row twice");
    }
  }

  private void length(String place, int length) {
    if (length != nCells) {
      problems.add(place + ": expected " + nCells + " values, got " + length);
    }
  }
}
