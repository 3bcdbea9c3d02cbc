package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import io.cellfolio.source.GeneMatrix;
import io.cellfolio.source.MatrixSummary;
import io.cellfolio.source.ObsColumn;
import io.cellfolio.source.SourceMark;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.FMatrixSparseCSC;
import org.ejml.data.FMatrixSparseTriplet;
import org.ejml.ops.FConvertMatrixStruct;

/** Cells that claim to be stored somewhere, so that an interrupted export can be gone on from. */
record MarkedCells(
    CellSource cells, SourceMark stored, Optional<GeneMatrix> matrix, OptionalLong entries)
    implements CellSource {
  static final int N_GENES = 1200;

  /** Cells with more genes than a moment writes. */
  static MarkedCells many() {
    return new MarkedCells(
        SampleCells.withoutGenes(new Random(17))
            .genes(values(), names())
            .obsp("connectivities", SampleCells.ring(SampleCells.N_CELLS))
            .build(),
        new SourceMark(
            "/data/many.h5ad", 4711, Instant.parse("2026-01-02T03:04:05.678Z"), "c0ffee"),
        Optional.empty(),
        OptionalLong.empty());
  }

  MarkedCells storedAs(SourceMark other) {
    return new MarkedCells(cells, other, matrix, entries);
  }

  MarkedCells withGraphEntries(long number) {
    return new MarkedCells(cells, stored, matrix, OptionalLong.of(number));
  }

  @Override
  public OptionalLong obspEntries(String key) {
    return entries;
  }

  MarkedCells withGenes(GeneMatrix other) {
    return new MarkedCells(cells, stored, Optional.of(other), entries);
  }

  private static FMatrixSparseCSC values() {
    Random random = new Random(23);
    FMatrixSparseTriplet triplets =
        new FMatrixSparseTriplet(SampleCells.N_CELLS, N_GENES, 10 * N_GENES);
    for (int gene = 0; gene < N_GENES; gene++) {
      for (int cell = 0; cell < SampleCells.N_CELLS; cell++) {
        if (random.nextInt(5) == 0) {
          triplets.addItem(cell, gene, random.nextInt(100) == 0 ? Float.NaN : random.nextFloat());
        }
      }
    }
    return FConvertMatrixStruct.convert(triplets, (FMatrixSparseCSC) null);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int gene = 0; gene < N_GENES; gene++) {
      names.add(gene % 50 == 0 ? "HLA/" + gene + " ä" : "GENE" + gene);
    }
    return names;
  }

  @Override
  public Optional<SourceMark> mark() {
    return Optional.of(stored);
  }

  @Override
  public String name() {
    return cells.name();
  }

  @Override
  public int nCells() {
    return cells.nCells();
  }

  @Override
  public List<String> obsNames() {
    return cells.obsNames();
  }

  @Override
  public ObsColumn obsColumn(int column) throws IOException {
    return cells.obsColumn(column);
  }

  @Override
  public List<MatrixSummary> obsm() {
    return cells.obsm();
  }

  @Override
  public DMatrixRMaj obsmMatrix(String key) throws IOException {
    return cells.obsmMatrix(key);
  }

  @Override
  public FMatrixRMaj obsmMatrixFloat(String key) throws IOException {
    return cells.obsmMatrixFloat(key);
  }

  @Override
  public List<MatrixSummary> obsp() {
    return cells.obsp();
  }

  @Override
  public DMatrixSparseCSC obspMatrix(String key) throws IOException {
    return cells.obspMatrix(key);
  }

  @Override
  public Optional<GeneMatrix> genes() {
    return matrix.isPresent() ? matrix : cells.genes();
  }

  @Override
  public List<String> notices() {
    return cells.notices();
  }

  @Override
  public void close() throws IOException {
    cells.close();
  }
}
