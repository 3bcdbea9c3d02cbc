package io.cellfolio.quant;

import io.cellfolio.format.SampleType;
import io.cellfolio.source.ExactRows;
import io.cellfolio.source.GraphRows;
import io.cellfolio.source.MemoryBudget;
import java.io.IOException;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/**
 * The arithmetic of one layout. Stateless; its methods may be called from any number of threads.
 *
 * <p>Normative text: {@code docs/format/quantization.md}, {@code embeddings.md}, {@code
 * centroids.md}, {@code connectivity.md}.
 */
public sealed interface Arithmetic permits KeyedArithmetic, IndexedArithmetic {

  /**
   * The arithmetic of the keyed layout: single precision.
   *
   * @return the one instance
   */
  static Arithmetic keyed() {
    return KeyedArithmetic.INSTANCE;
  }

  /**
   * The arithmetic of the indexed layout: double precision.
   *
   * @return the one instance
   */
  static Arithmetic indexed() {
    return IndexedArithmetic.INSTANCE;
  }

  /**
   * The encoder of continuous columns.
   *
   * @param type {@link SampleType#U8} or {@link SampleType#U16} for quantised, {@link
   *     SampleType#F32} for unquantised payloads
   * @param rounding of quantised values; without effect for {@link SampleType#F32}
   * @return an encoder that any number of threads may share
   * @throws IllegalArgumentException for any other type
   */
  ColumnEncoder encoder(SampleType type, Rounding rounding);

  /**
   * Normalises an embedding.
   *
   * @param coordinates one row per cell, 1 to 3 columns, in any unit; read only
   * @return the normalised embedding
   * @throws IllegalArgumentException when there are no columns or more than 3
   * @throws UnusableCoordinatesException when there are no cells, or a coordinate is not finite in
   *     single precision; keyed: when an axis's extent exceeds single precision; indexed: when no
   *     axis has an extent, or a coordinate other than 0 becomes 0 in single precision
   */
  NormalizedEmbedding normalize(DMatrixRMaj coordinates);

  /**
   * Normalises an embedding that is read in pieces: the same numbers, or the same refusal, as of
   * {@link #normalize(DMatrixRMaj)}.
   *
   * @param coordinates one row per cell, 1 to 3 columns, in any unit
   * @param hold whether to hold the result; otherwise it is made again from the coordinates, which
   *     have to stay readable, whenever it is needed
   * @return the normalised embedding
   * @throws IllegalArgumentException as there
   * @throws UnusableCoordinatesException as there
   * @throws IOException when the coordinates cannot be read
   */
  NormalizedEmbedding normalize(ExactRows coordinates, boolean hold) throws IOException;

  /**
   * What a normalised embedding occupies that is held.
   *
   * @return bytes for a coordinate
   */
  int coordinateBytes();

  /**
   * The label positions of one categorical field in one embedding: the mean of a category's cells
   * without its farthest ones.
   *
   * @param embedding an embedding that this arithmetic normalised
   * @param codes category of each cell
   * @param quantile the share of nearest cells that count, above 0.5 and below 1
   * @param minPoints a category with fewer cells gets no centroid, 1 or more
   * @return centroids in category order, none for small categories
   * @throws IllegalArgumentException when the lengths differ, a setting is outside its limits, or
   *     the embedding is of another arithmetic
   * @throws IOException when the embedding is not held and cannot be read
   */
  List<CategoryCentroid> centroids(
      NormalizedEmbedding embedding, CellCodes codes, double quantile, int minPoints)
      throws IOException;

  /**
   * The edges of a cell graph. Stored zeros are absent. Keyed: an edge wherever either direction is
   * stored, without weights. Indexed: the exact weights of a symmetric matrix.
   *
   * @param graph a square matrix, weights 0 or more; read only
   * @param symmetrization indexed: what to do with a matrix that is not symmetric or has a
   *     diagonal; without effect for keyed, whose edges have no direction and no weight
   * @return edges in ascending order
   * @throws IllegalArgumentException when the matrix is not square or lists an element twice
   * @throws UnusableGraphException when a weight is NaN or negative; indexed: when a weight is
   *     infinite, or the matrix is not exactly symmetric with an empty diagonal and {@code
   *     symmetrization} is {@link Symmetrization#NONE}
   */
  EdgeList edges(DMatrixSparseCSC graph, Symmetrization symmetrization);

  /**
   * The edges of a cell graph of any size: the same as those of {@link #edges(DMatrixSparseCSC,
   * Symmetrization)}, or the same refusal.
   *
   * @param graph the graph, read as often as the memory makes necessary, and again for edges that
   *     are not kept
   * @param symmetrization as there
   * @param memory what entries and edges may occupy, beside {@link NeighborEdges#bytesPerCell}
   * @param threads how many threads may work, 1 or more
   * @return edges in ascending order
   * @throws UnusableGraphException when a weight is NaN or negative; indexed: when a weight is
   *     infinite, or the matrix is not exactly symmetric with an empty diagonal and {@code
   *     symmetrization} is {@link Symmetrization#NONE}
   * @throws IOException when the graph cannot be read
   */
  NeighborEdges edges(
      GraphRows graph, Symmetrization symmetrization, MemoryBudget memory, int threads)
      throws IOException;
}
