package io.cellfolio.export;

import io.cellfolio.source.ArrayCellSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.data.FMatrixSparseCSC;
import org.ejml.data.FMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.ops.FConvertMatrixStruct;

/** Small seeded datasets with everything that an export can hold. */
final class SampleCells {
  static final int N_CELLS = 60;
  static final int N_GENES = 9;

  private SampleCells() {}

  static ArrayCellSource complete() {
    return builder().obsp("connectivities", ring(N_CELLS)).build();
  }

  static ArrayCellSource.Builder builder() {
    Random random = new Random(17);
    return withoutGenes(random).genes(genes(random), geneNames());
  }

  static ArrayCellSource.Builder withoutGenes(Random random) {
    String[] labels = new String[N_CELLS];
    String[] barcodes = new String[N_CELLS];
    float[] score = new float[N_CELLS];
    int[] codes = new int[N_CELLS];
    boolean[] doublet = new boolean[N_CELLS];
    for (int i = 0; i < N_CELLS; i++) {
      labels[i] = i % 7 == 0 ? null : List.of("B cell", "NK", "T cell").get(i % 3);
      barcodes[i] = "cell" + i;
      score[i] = i % 11 == 0 ? Float.NaN : random.nextFloat();
      codes[i] = i % 5 == 4 ? -1 : i % 5;
      doublet[i] = i % 13 == 0;
    }
    score[1] = Float.POSITIVE_INFINITY;
    return ArrayCellSource.builder("sample", N_CELLS)
        .obs("cell type", labels)
        .obs("barcode", barcodes)
        .obs("score", score)
        .obs("batch", List.of("b0", "b1", "b2", "unused"), codes)
        .obs("doublet", doublet)
        .obsm("X_umap", rows(random, 2))
        .obsm("X_umap_3d", rows(random, 3))
        .obsm("X_pca", rows(random, 10))
        .obsm("velocity_umap", rows(random, 2));
  }

  static double[][] rows(Random random, int width) {
    double[][] rows = new double[N_CELLS][width];
    for (double[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return rows;
  }

  static List<String> geneNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < N_GENES; i++) {
      names.add(i == 3 ? "HLA-DRB1/2" : "GENE" + i);
    }
    return names;
  }

  private static FMatrixSparseCSC genes(Random random) {
    FMatrixSparseTriplet triplets = new FMatrixSparseTriplet(N_CELLS, N_GENES, 64);
    for (int gene = 0; gene < N_GENES - 1; gene++) {
      for (int cell = 0; cell < N_CELLS; cell++) {
        if (random.nextInt(4) == 0) {
          triplets.addItem(cell, gene, 1 + random.nextInt(6));
        }
      }
    }
    return FConvertMatrixStruct.convert(triplets, (FMatrixSparseCSC) null);
  }

  /**
   * Cells of which each is a neighbor of every other, with a wide latent space: more than the least
   * memory keeps.
   */
  static ArrayCellSource entangled() {
    int n = 800;
    DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(n, n, n * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          triplets.addItem(i, j, 1 + (i * j + i + j) % 97 / 8.0);
        }
      }
    }
    DMatrixSparseCSC graph = DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
    double[][] places = new double[n][2];
    double[][] latent = new double[n][100];
    int[][] codes = new int[5][n];
    for (int i = 0; i < n; i++) {
      places[i] = new double[] {Math.sin(i), i % 41};
      for (int j = 0; j < 100; j++) {
        latent[i][j] = Math.cos(i * 100 + j) + i % 7;
      }
      for (int field = 0; field < codes.length; field++) {
        codes[field][i] = (i * (field + 3) + field) % (field + 4) - 1;
      }
    }
    ArrayCellSource.Builder builder = ArrayCellSource.builder("entangled", n);
    for (int field = 0; field < codes.length; field++) {
      List<String> labels = new ArrayList<>();
      for (int category = 0; category < field + 3; category++) {
        labels.add("label" + category);
      }
      builder.obs("field" + field, labels, codes[field]);
    }
    return builder
        .obsm("X_umap", places)
        .obsm("X_pca", latent)
        .obsp("connectivities", graph)
        .build();
  }

  static DMatrixSparseCSC ring(int n) {
    DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(n, n, 2 * n);
    for (int i = 0; i < n; i++) {
      int next = (i + 1) % n;
      triplets.addItem(i, next, 0.5 + i % 3);
      triplets.addItem(next, i, 0.5 + i % 3);
    }
    return DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
  }
}
