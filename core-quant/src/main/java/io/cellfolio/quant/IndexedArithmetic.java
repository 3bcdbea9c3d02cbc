package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.ExactRows;
import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/** The indexed layout's arithmetic. */
final class IndexedArithmetic implements Arithmetic {
  static final IndexedArithmetic INSTANCE = new IndexedArithmetic();

  private IndexedArithmetic() {}

  @Override
  public ColumnEncoder encoder(SampleType type, Rounding rounding) {
    return type == SampleType.F32
        ? new FloatEncoder()
        : new QuantizingEncoder(type, new IndexedQuantization(rounding));
  }

  @Override
  public NormalizedEmbedding normalize(DMatrixRMaj coordinates) {
    return IndexedEmbedding.of(coordinates);
  }

  @Override
  public NormalizedEmbedding normalize(ExactRows coordinates, boolean hold) throws IOException {
    return IndexedEmbedding.of(coordinates, hold);
  }

  @Override
  public int coordinateBytes() {
    return Double.BYTES;
  }

  @Override
  public List<CategoryCentroid> centroids(
      NormalizedEmbedding embedding, CellCodes codes, double quantile, int minPoints)
      throws IOException {
    if (!(embedding instanceof IndexedEmbedding indexed)) {
      throw new IllegalArgumentException("the embedding was normalised for the keyed layout");
    }
    return CentroidRules.centroids(indexed, codes, quantile, minPoints);
  }

  @Override
  public EdgeList edges(DMatrixSparseCSC graph, Symmetrization symmetrization) {
    return EdgeList.weighted(graph, symmetrization);
  }

  @Override
  public NeighborEdges edges(
      GraphRows graph, Symmetrization symmetrization, MemoryBudget memory, int threads)
      throws IOException {
    return NeighborEdges.settle(graph, new EdgeRule(true, symmetrization), memory, threads);
  }

  @Override
  public String toString() {
    return "indexed arithmetic";
  }
}
