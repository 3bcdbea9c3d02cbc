package io.cellfolio.h5ad.demo;

import org.ejml.data.FMatrixRMaj;

/** The leading principal components of a sparse matrix, by subspace iteration. */
final class PrincipalComponents {
  private static final int ITERATIONS = 12;

  private final long[] rowStarts;
  private final int[] columns;
  private final float[] values;
  private final double[] means;

  private PrincipalComponents(long[] rowStarts, int[] columns, float[] values, int nColumns) {
    this.rowStarts = rowStarts;
    this.columns = columns;
    this.values = values;
    this.means = new double[nColumns];
    for (int i = 0; i < values.length; i++) {
      means[columns[i]] += values[i];
    }
    for (int column = 0; column < nColumns; column++) {
      means[column] /= nRows();
    }
  }

  /**
   * Scores of rows.
   *
   * @param rowStarts compressed sparse rows
   * @param columns column of each value
   * @param values the values
   * @param nColumns number of columns
   * @param components number of components, at most the number of columns
   * @return rows x components
   */
  static FMatrixRMaj scores(
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
    return turned(matrix.project(basis));
  }

  /** Turns scores within their space, so that they are uncorrelated and fall in variance. */
  private static FMatrixRMaj turned(double[][] scores) {
    int components = scores[0].length;
    double[][] covariance = new double[components][components];
    for (double[] row : scores) {
      for (int a = 0; a < components; a++) {
        for (int b = 0; b < components; b++) {
          covariance[a][b] += row[a] * row[b];
        }
      }
    }
    double[][] axes = SymmetricEigen.vectors(covariance);
    FMatrixRMaj turned = new FMatrixRMaj(scores.length, components);
    for (int row = 0; row < scores.length; row++) {
      for (int component = 0; component < components; component++) {
        turned.data[row * components + component] = (float) dot(scores[row], axes[component]);
      }
    }
    return turned;
  }

  private int nRows() {
    return rowStarts.length - 1;
  }

  /** The centered matrix times the directions. */
  private double[][] project(double[][] basis) {
    int components = basis.length;
    double[] offsets = new double[components];
    for (int component = 0; component < components; component++) {
      for (int column = 0; column < means.length; column++) {
        offsets[component] += means[column] * basis[component][column];
      }
    }
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
