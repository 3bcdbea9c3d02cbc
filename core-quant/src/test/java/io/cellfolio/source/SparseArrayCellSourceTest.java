package io.cellfolio.source;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;

class SparseArrayCellSourceTest extends CellSourceContract {
  private static final int N_CELLS = 5_003;
  private static final int N_GENES = 307;

  @Override
  CellSource open() {
    FMatrixSparseCSC genes = new FMatrixSparseCSC(N_CELLS, N_GENES, N_CELLS * N_GENES);
    for (int gene = 0; gene < N_GENES; gene++) {
      float[] values = expectedGene(gene);
      // Rows descend: the source has to bring them into order.
      for (int cell = N_CELLS - 1; cell >= 0; cell--) {
        if (values[cell] != 0) {
          genes.nz_rows[genes.nz_length] = cell;
          genes.nz_values[genes.nz_length++] = values[cell];
        }
      }
      genes.col_idx[gene + 1] = genes.nz_length;
    }
    DMatrixSparseCSC graph = new DMatrixSparseCSC(N_CELLS, N_CELLS, 3);
    graph.nz_length = 3;
    graph.nz_rows = new int[] {9, 2, 5};
    graph.nz_values = new double[] {1, 2, 3};
    for (int column = 1; column <= N_CELLS; column++) {
      graph.col_idx[column] = 3;
    }
    List<String> names = IntStream.range(0, N_GENES).mapToObj(g -> "g" + g).toList();
    return ArrayCellSource.builder("sparse", N_CELLS)
        .obs("score", new float[N_CELLS])
        .obs("name", new String[N_CELLS])
        .obs("flag", new boolean[N_CELLS])
        .obs("cluster", List.of("a"), new int[N_CELLS])
        .obsm("X_umap", new DMatrixRMaj(N_CELLS, 2))
        .obsm("X_pca", new FMatrixRMaj(N_CELLS, 5))
        .obsp("connectivities", graph)
        .obsp("a", new DMatrixSparseCSC(N_CELLS, N_CELLS))
        .genes(genes, names)
        .build();
  }

  @Override
  float[] expectedGene(int column) {
    float[] values = new float[N_CELLS];
    for (int cell = 0; cell < N_CELLS; cell++) {
      values[cell] = column % 10 != 3 && (cell + column) % 3 == 0 ? cell + column / 512f : 0;
    }
    return values;
  }
}
