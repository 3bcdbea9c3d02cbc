package io.cellfolio.h5ad.demo;

/** The leading principal components of a sparse matrix, by subspace iteration. */
final class PrincipalComponents {
  private static final int ITERATIONS = 12;

  private final long[] rowStarts;
  private final int[] columns;
  private final float[] values;
  private final double[] means;
  private double[][] basis;
  private double[] offsets;

  private PrincipalComponents(long[] rowStarts, int[] columns, float[] values, int nColumns) {
    this.rowStarts = rowStarts;
    this.columns = columns;
    this.values = values;
    this.means = new double[nColumns];
    for (int i = 0; i < rowStarts[nRows()]; i++) {
      means[columns[i]] += values[i];
    }
    for (int column = 0; column < nColumns; column++) {
      means[column] /= nRows();
    }
  }

  /**
   * The components of some rows.
   *
   * @param rowStarts compressed sparse rows
   * @param columns column of each value
   * @param values the values
   * @param nColumns number of columns
   * @param components number of components, at most the number of columns
   */
  static PrincipalComponents of(
      long[] rowStarts, int[] columns, float[] values, int nColumns, int components, Draws draws) {
    PrincipalComponents matrix = new PrincipalComponents(rowStarts, columns, values, nColumns);
    double[][] basis = new double[components][nColumns];
    for (double[] direction : basis) {
      for (int column = 0; column < nColumns; column++) {
        direction[column] = draws.normal();
      }
    }
    orthonormalize(basis);
    for (int i = 0; i < ITERATIONS; i++) {
      basis = matrix.back(matrix.project(basis), components);
      orthonormalize(basis);
    }
    matrix.basis = turned(basis, matrix.project(basis));
    matrix.offsets = matrix.offsets(matrix.basis);
    return matrix;
  }

  /** The number of components. */
  int size() {
    return basis.length;
  }

  /** The score of a row, which may be another than those that the components come from. */
  float score(int component, int[] rowColumns, float[] rowValues, int stored) {
    double sum = -offsets[component];
    double[] direction = basis[component];
    for (int i = 0; i < stored; i++) {
      sum += rowValues[i] * direction[rowColumns[i]];
    }
    return (float) sum;
  }

  /** Turns directions within their space: scores get uncorrelated and fall in variance. */
  private static double[][] turned(double[][] basis, double[][] scores) {
    int components = basis.length;
    double[][] covariance = new double[components][components];
    for (double[] row : scores) {
      for (int a = 0; a < components; a++) {
        for (int b = 0; b < components; b++) {
          covariance[a][b] += row[a] * row[b];
        }
      }
    }
    double[][] axes = SymmetricEigen.vectors(covariance);
    double[][] turned = new double[components][basis[0].length];
    for (int component = 0; component < components; component++) {
      for (int k = 0; k < components; k++) {
        for (int column = 0; column < turned[component].length; column++) {
          turned[component][column] += axes[component][k] * basis[k][column];
        }
      }
    }
    return turned;
  }

  private int nRows() {
    return rowStarts.length - 1;
  }

  /** What the columns' means alone would score. */
  private double[] offsets(double[][] basis) {
    double[] offsets = new double[basis.length];
    for (int component = 0; component < basis.length; component++) {
      for (int column = 0; column < means.length; column++) {
        offsets[component] += means[column] * basis[component][column];
      }
    }
    return offsets;
  }

  /** The centered matrix times the directions. */
  private double[][] project(double[][] basis) {
    int components = basis.length;
    double[] offsets = offsets(basis);
    double[][] scores = new double[nRows()][components];
    for (int row = 0; row < nRows(); row++) {
      for (int component = 0; component < components; component++) {
        double sum = -offsets[component];
        double[] direction = basis[component];
        for (int i = (int) rowStarts[row]; i < rowStarts[row + 1]; i++) {
          sum += values[i] * direction[columns[i]];
        }
        scores[row][component] = sum;
      }
    }
    return scores;
  }

  /** The transposed centered matrix times scores. */
  private double[][] back(double[][] scores, int components) {
    double[][] basis = new double[components][means.length];
    double[] sums = new double[components];
    for (int row = 0; row < nRows(); row++) {
      for (int component = 0; component < components; component++) {
        double score = scores[row][component];
        sums[component] += score;
        double[] direction = basis[component];
        for (int i = (int) rowStarts[row]; i < rowStarts[row + 1]; i++) {
          direction[columns[i]] += values[i] * score;
        }
      }
    }
    for (int component = 0; component < components; component++) {
      for (int column = 0; column < means.length; column++) {
        basis[component][column] -= means[column] * sums[component];
      }
    }
    return basis;
  }

  private static void orthonormalize(double[][] basis) {
    for (int i = 0; i < basis.length; i++) {
      for (int j = 0; j < i; j++) {
        double shared = dot(basis[i], basis[j]);
        for (int k = 0; k < basis[i].length; k++) {
          basis[i][k] -= shared * basis[j][k];
        }
      }
      double length = StrictMath.sqrt(dot(basis[i], basis[i]));
      for (int k = 0; k < basis[i].length; k++) {
        basis[i][k] = length > 0 ? basis[i][k] / length : 0;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
