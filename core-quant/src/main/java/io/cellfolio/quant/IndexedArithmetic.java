package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
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
  public List<CategoryCentroid> centroids(
      NormalizedEmbedding embedding, int[] codes, int nCategories, double quantile, int minPoints) {
    if (!(embedding instanceof IndexedEmbedding indexed)) {
      throw new IllegalArgumentException("the embedding was normalised for the keyed layout");
    }
    return CentroidRules.centroids(indexed, codes, nCategories, quantile, minPoints);
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
