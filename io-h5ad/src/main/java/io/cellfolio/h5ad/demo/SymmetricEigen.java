package io.cellfolio.h5ad.demo;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Eigenvectors of small symmetric matrices, by Jacobi's rotations. */
final class SymmetricEigen {
  private static final int SWEEPS = 30;
  private static final double NEGLIGIBLE = 1e-24;

  private SymmetricEigen() {}

  /**
   * The eigenvectors, those of large eigenvalues first.
   *
   * @param matrix symmetric; destroyed
   * @return one unit vector in each row
   */
  static double[][] vectors(double[][] matrix) {
    int n = matrix.length;
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && !isDiagonal(matrix); sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(matrix, vectors, p, q);
        }
      }
    }
    return IntStream.range(0, n)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -matrix[i][i]))
        .map(i -> vectors[i])
        .toArray(double[][]::new);
  }

  private static boolean isDiagonal(double[][] matrix) {
    double diagonal = 0;
    double rest = 0;
    for (int i = 0; i < matrix.length; i++) {
      diagonal += matrix[i][i] * matrix[i][i];
      for (int j = 0; j < i; j++) {
        rest += matrix[i][j] * matrix[i][j];
      }
    }
    return rest <= NEGLIGIBLE * diagonal;
  }

  /** Turns axes p and q so that the element between them vanishes. */
  private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
    if (matrix[p][q] == 0) {
      return;
    }
    double slope = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
    double tangent = Math.copySign(1, slope) / (Math.abs(slope) + Math.sqrt(slope * slope + 1));
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (int k = 0; k < matrix.length; k++) {
      double kp = matrix[k][p];
      double kq = matrix[k][q];
      matrix[k][p] = cosine * kp - sine * kq;
      matrix[k][q] = sine * kp + cosine * kq;
    }
    combine(matrix[p], matrix[q], cosine, sine);
    combine(vectors[p], vectors[q], cosine, sine);
  }

  private static void combine(double[] a, double[] b, double cosine, double sine) {
    for (int k = 0; k < a.length; k++) {
      double ak = a[k];
      a[k] = cosine * ak - sine * b[k];
      b[k] = sine * ak + cosine * b[k];
    }
  }
}
