package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.ObsColumn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;

/** A source whose obs columns fail to read from the n-th reading on, counted after planning. */
final class FailingSource implements CellSource {
  private final CellSource source;
  private final AtomicInteger left;

  FailingSource(CellSource source, int readingsAfterPlanning) {
    this.source = source;
    this.left = new AtomicInteger(source.obsNames().size() + readingsAfterPlanning);
  }

  @Override
  public ObsColumn obsColumn(int column) throws IOException {
    if (left.decrementAndGet() < 0) {
      throw new IOException("disk gone");
    }
    return source.obsColumn(column);
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public int nCells() {
    return source.nCells();
  }

  @Override
  public List<String> obsNames() {
    return source.obsNames();
  }

  @Override
  public List<MatrixSummary> obsm() {
    return source.obsm();
  }

  @Override
  public DMatrixRMaj obsmMatrix(String key) throws IOException {
    return source.obsmMatrix(key);
  }

  @Override
  public FMatrixRMaj obsmMatrixFloat(String key) throws IOException {
    return source.obsmMatrixFloat(key);
  }

  @Override
  public List<MatrixSummary> obsp() {
    return source.obsp();
  }

  @Override
  public DMatrixSparseCSC obspMatrix(String key) throws IOException {
    return source.obspMatrix(key);
  }

  @Override
  public Optional<GeneMatrix> genes() {
    return source.genes();
  }

  @Override
  public List<String> notices() {
    return source.notices();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
