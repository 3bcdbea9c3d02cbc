package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.ExactRows;
import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/** The keyed layout's arithmetic. */
final class KeyedArithmetic implements Arithmetic {
  static final KeyedArithmetic INSTANCE = new KeyedArithmetic();

  private KeyedArithmetic() {}

  @Override
  public ColumnEncoder encoder(SampleType type, Rounding rounding) {
    return type == SampleType.F32
        ? new FloatEncoder()
        : new QuantizingEncoder(type, new KeyedQuantization(rounding));
  }

  @Override
  public NormalizedEmbedding normalize(DMatrixRMaj coordinates) {
    return KeyedEmbedding.of(coordinates);
  }

  @Override
  public NormalizedEmbedding normalize(ExactRows coordinates, boolean hold) throws IOException {
    return KeyedEmbedding.of(coordinates, hold);
  }

  @Override
  public int coordinateBytes() {
    return Float.BYTES;
  }

  @Override
  public List<CategoryCentroid> centroids(
      NormalizedEmbedding embedding, CellCodes codes, double quantile, int minPoints)
      throws IOException {
    if (!(embedding instanceof KeyedEmbedding keyed)) {
      throw new IllegalArgumentException("the embedding was normalised for the indexed layout");
    }
    return CentroidRules.centroids(keyed, codes, quantile, minPoints);
  }

  @Override
  public EdgeList edges(DMatrixSparseCSC graph, Symmetrization symmetrization) {
    return EdgeList.binarized(graph);
  }

  @Override
  public NeighborEdges edges(
      GraphRows graph, Symmetrization symmetrization, MemoryBudget memory, int threads)
      throws IOException {
    return NeighborEdges.settle(graph, EdgeRule.BINARY, memory, threads);
  }

  @Override
  public String toString() {
    return "keyed arithmetic";
  }
}
