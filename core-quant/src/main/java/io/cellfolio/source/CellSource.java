package io.cellfolio.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;

/**
 * Annotated cells: one row per cell, in one fixed order that every part shares. Names follow
 * AnnData: {@code obs} holds metadata columns, {@code obsm} matrices with a row per cell
 * (embeddings, latent spaces, vector fields), {@code obsp} cell-by-cell graphs.
 *
 * <p>Summaries ({@link #obsNames()}, {@link #obsm()}, {@link #obsp()}) are cheap; the other methods
 * may read from storage on every call and keep nothing, so a caller asks once. All methods may be
 * called from several threads. Implementations throw {@link IOException}s that name the source and
 * the place in it.
 */
public interface CellSource extends AutoCloseable {

  /**
   * The source's name for messages and default titles.
   *
   * @return for a file its name without directories
   */
  String name();

  /**
   * The number of cells.
   *
   * @return rows of every part, zero or more
   */
  int nCells();

  /**
   * The obs columns in their stored order, without the index.
   *
   * @return column names
   */
  List<String> obsNames();

  /**
   * Reads one obs column.
   *
   * @param column position in {@link #obsNames()}
   * @return the column with {@link #nCells()} values; {@link ObsColumn.Unsupported} when it is of a
   *     kind that cannot be read
   * @throws IOException when the source is damaged or cannot be read
   */
  ObsColumn obsColumn(int column) throws IOException;

  /**
   * An obs column to be read in pieces, the same as {@link #obsColumn}. Usable as long as this
   * source is open.
   *
   * @param column position in {@link #obsNames()}
   * @return the column; {@link ObsPieces.Unsupported} when it is of a kind that cannot be read
   * @throws IOException when the source is damaged or cannot be read
   */
  default ObsPieces obsPieces(int column) throws IOException {
    return ObsPieces.of(obsColumn(column));
  }

  /**
   * The matrices with one row per cell.
   *
   * @return summaries sorted by key
   */
  List<MatrixSummary> obsm();

  /**
   * Reads an obsm matrix at full precision.
   *
   * @param key a key of {@link #obsm()} that is readable
   * @return the matrix, {@code nCells} x columns
   * @throws IOException when the source is damaged or cannot be read
   */
  DMatrixRMaj obsmMatrix(String key) throws IOException;

  /**
   * Reads an obsm matrix rounded to single precision, for latent spaces of many columns.
   *
   * @param key a key of {@link #obsm()} that is readable
   * @return the matrix, {@code nCells} x columns
   * @throws IOException when the source is damaged or cannot be read
   */
  FMatrixRMaj obsmMatrixFloat(String key) throws IOException;

  /**
   * An obsm matrix to be read in pieces, the same as {@link #obsmMatrixFloat}. Usable as long as
   * this source is open.
   *
   * @param key a key of {@link #obsm()} that is readable
   * @return its rows
   * @throws IOException when the source is damaged or cannot be read
   */
  default CellRows obsmRows(String key) throws IOException {
    return CellRows.of(obsmMatrixFloat(key));
  }

  /**
   * An obsm matrix to be read in pieces, the same as {@link #obsmMatrix}. Usable as long as this
   * source is open.
   *
   * @param key a key of {@link #obsm()} that is readable
   * @return its rows
   * @throws IOException when the source is damaged or cannot be read
   */
  default ExactRows obsmExactRows(String key) throws IOException {
    return ExactRows.of(obsmMatrix(key));
  }

  /**
   * The cell-by-cell graphs.
   *
   * @return summaries sorted by key
   */
  List<MatrixSummary> obsp();

  /**
   * Reads a cell-by-cell graph. Stored zeros are kept; entries of one column are sorted by row and
   * unique (duplicates of the source are added).
   *
   * @param key a key of {@link #obsp()} that is readable
   * @return the matrix, {@code nCells} x {@code nCells}, element (i, j) being the weight from i to
   *     j
   * @throws IOException when the source is damaged or cannot be read
   */
  DMatrixSparseCSC obspMatrix(String key) throws IOException;

  /**
   * A cell-by-cell graph to be read in pieces, the same as {@link #obspMatrix}. Usable as long as
   * this source is open.
   *
   * @param key a key of {@link #obsp()} that is readable
   * @return its rows or columns
   * @throws IOException when the source is damaged or cannot be read
   */
  default GraphRows obspRows(String key) throws IOException {
    return GraphRows.of(obspMatrix(key));
  }

  /**
   * How many entries {@link #obspMatrix} would hold, without reading them.
   *
   * @param key a key of {@link #obsp()} that is readable
   * @return the number, or empty when it is not known
   * @throws IOException when the source is damaged or cannot be read
   */
  default OptionalLong obspEntries(String key) throws IOException {
    return OptionalLong.empty();
  }

  /**
   * The expression matrix that was chosen when the source was opened.
   *
   * @return the matrix, or empty when the source holds none
   */
  Optional<GeneMatrix> genes();

  /**
   * What was passed over or interpreted while opening, one sentence each.
   *
   * @return notices in the order of discovery
   */
  List<String> notices();

  /**
   * What tells whether the stored cells are still those that they were. An interrupted export goes
   * on only from a source that has a mark.
   *
   * @return the mark, or empty when the cells do not outlast this process
   * @throws IOException when the source cannot be read
   */
  default Optional<SourceMark> mark() throws IOException {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
