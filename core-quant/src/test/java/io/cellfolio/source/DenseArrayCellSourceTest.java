package io.cellfolio.source;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;

class DenseArrayCellSourceTest extends CellSourceContract {
  private static final int N_CELLS = 20_011;
  private static final int N_GENES = 31;

  @Override
  CellSource open() {
    FMatrixRMaj genes = new FMatrixRMaj(N_GENES, N_CELLS);
    for (int gene = 0; gene < N_GENES; gene++) {
      System.arraycopy(expectedGene(gene), 0, genes.data, gene * N_CELLS, N_CELLS);
    }
    List<String> names = IntStream.range(0, N_GENES).mapToObj(g -> "g" + g).toList();
    return ArrayCellSource.builder("dense", N_CELLS)
        .obs("score", new float[N_CELLS])
        .obsm("X_umap", new double[N_CELLS][2])
        .obsp("connectivities", new DMatrixSparseCSC(N_CELLS, N_CELLS))
        .genes(genes, names)
        .varText("symbol", names)
        .build();
  }

  @Override
  float[] expectedGene(int column) {
    float[] values = new float[N_CELLS];
    for (int cell = 0; cell < N_CELLS; cell++) {
      values[cell] = cell * 100f + column;
    }
    return values;
  }
}
