package io.cellfolio.h5ad;

import io.cellfolio.source.CellRows;
import io.cellfolio.source.ExactRows;
import java.io.IOException;

/** The rows of a matrix, in blocks whose height suits the way in which it is stored. */
final class ElementRows implements CellRows, ExactRows {
  private final HdfContainer container;
  private final ObsmElement element;
  private final int nCells;
  private final int nColumns;

  ElementRows(HdfContainer container, ObsmElement element) {
    this.container = container;
    this.element = element;
    this.nCells = Math.toIntExact(element.summary().rows());
    this.nColumns = Math.toIntExact(element.summary().columns());
  }

  @Override
  public int nCells() {
    return nCells;
  }

  @Override
  public int nColumns() {
    return nColumns;
  }

  @Override
  public ExactRows first(int columns) {
    return ExactRows.super.first(columns);
  }

  @Override
  public void read(CellRows.Visitor visitor) throws IOException {
    read(new Singles(visitor));
  }

  @Override
  public void read(ExactRows.Visitor visitor) throws IOException {
    read(new Doubles(visitor));
  }

  private void read(ObsmElement.Blocks blocks) throws IOException {
    if (nCells == 0 || nColumns == 0) {
      blocks.show(0, nCells);
      return;
    }
    String path = element.element().path();
    container.call(
        path,
        () -> {
          int height = Math.max(1, Math.min(nCells, element.blockHeight()));
          container.requireHeap(path, (long) Double.BYTES * height * nColumns);
          blocks.prepare(Math.multiplyExact(height, nColumns));
          element.readBlocks(height, blocks);
          return null;
        });
  }

  /** Blocks in single precision. */
  private static final class Singles implements ObsmElement.Blocks {
    private final CellRows.Visitor visitor;
    private float[] values = new float[0];

    Singles(CellRows.Visitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void prepare(int count) {
      values = new float[count];
    }

    @Override
    public void put(NumericType type, byte[] bytes, int at, int to, int count) {
      type.toFloats(bytes, at, values, to, count);
    }

    @Override
    public void put(double value, int to) {
      values[to] = (float) value;
    }

    @Override
    public void show(int first, int rows) throws IOException {
      visitor.rows(first, rows, values, 0);
    }
  }

  /** Blocks in double precision. */
  private static final class Doubles implements ObsmElement.Blocks {
    private final ExactRows.Visitor visitor;
    private double[] values = new double[0];

    Doubles(ExactRows.Visitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void prepare(int count) {
      values = new double[count];
    }

    @Override
    public void put(NumericType type, byte[] bytes, int at, int to, int count) {
      type.toDoubles(bytes, at, values, to, count);
    }

    @Override
    public void put(double value, int to) {
      values[to] = value;
    }

    @Override
    public void show(int first, int rows) throws IOException {
      visitor.rows(first, rows, values, 0);
    }
  }
}
