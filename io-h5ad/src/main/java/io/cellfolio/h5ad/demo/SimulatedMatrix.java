package io.cellfolio.h5ad.demo;

import io.cellfolio.h5ad.SparseRowFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The matrix of a simulated dataset, drawn into scratch files of which a row at a time is in
 * memory, and what is known of each cell afterwards.
 */
final class SimulatedMatrix implements Closeable {
  private static final double NORMALIZED_TOTAL = 10_000;

  /** Values that are kept in memory, to find the principal components. */
  private static final int KEPT = 2_000_000;

  private static final int KEPT_ROWS = 50_000;

  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MEMOIZED = 64;

  private final SimulatedCounts counts;
  private final long[] rowStarts;
  private final float[] totals;
  private final float[] mitochondrial;
  private final Path columns;
  private final Path values;
  private final Path molecules;
  private int keptRows;
  private int[] keptColumns = new int[1 << 12];
  private float[] keptValues = new float[1 << 12];

  private SimulatedMatrix(SimulatedCounts counts, int nCells, Path directory) throws IOException {
    this.counts = counts;
    this.rowStarts = new long[nCells + 1];
    this.totals = new float[nCells];
    this.mitochondrial = new float[nCells];
    this.columns = Files.createTempFile(directory, ".demo", ".columns");
    this.values = Files.createTempFile(directory, ".demo", ".values");
    this.molecules = Files.createTempFile(directory, ".demo", ".counts");
  }

  /**
   * Draws a matrix.
   *
   * @param isMitochondrial for each gene
   * @param directory where scratch files may lie until the matrix is closed
   * @param withCounts whether the counts are wanted too
   */
  static SimulatedMatrix draw(
      SimulatedCounts counts,
      int nCells,
      Draws draws,
      boolean[] isMitochondrial,
      Path directory,
      boolean withCounts)
      throws IOException {
    SimulatedMatrix matrix = new SimulatedMatrix(counts, nCells, directory);
    try (Out columns = new Out(matrix.columns);
        Out values = new Out(matrix.values);
        Out molecules = new Out(matrix.molecules)) {
      matrix.drawAll(draws, isMitochondrial, columns, values, withCounts ? molecules : null);
      return matrix;
    } catch (IOException | RuntimeException e) {
      matrix.close();
      throw e;
    }
  }

  private void drawAll(
      Draws draws, boolean[] isMitochondrial, Out columns, Out values, Out molecules)
      throws IOException {
    int[] genes = new int[counts.nGenes()];
    int[] count = new int[counts.nGenes()];
    float[] logs = new float[counts.nGenes()];
    for (int cell = 0; cell < totals.length; cell++) {
      int stored = counts.draw(cell, draws, genes, count);
      rowStarts[cell + 1] = rowStarts[cell] + stored;
      long total = 0;
      long ofMitochondria = 0;
      for (int i = 0; i < stored; i++) {
        total += count[i];
        ofMitochondria += isMitochondrial[genes[i]] ? count[i] : 0;
      }
      totals[cell] = total;
      mitochondrial[cell] = (float) (100.0 * ofMitochondria / Math.max(1, total));
      logNormalize(count, stored, total, logs);
      for (int i = 0; i < stored; i++) {
        columns.buffer.putInt(genes[i]);
        values.buffer.putFloat(logs[i]);
        columns.keepRoom();
        values.keepRoom();
        if (molecules != null) {
          molecules.buffer.putFloat(count[i]);
          molecules.keepRoom();
        }
      }
      keep(cell, genes, logs, stored);
    }
  }

  /** The values {@code ln(1 + count / total * 10,000)}. */
  private static void logNormalize(int[] count, int stored, long total, float[] logs) {
    float[] known = new float[MEMOIZED];
    for (int i = 0; i < stored; i++) {
      boolean frequent = count[i] < MEMOIZED;
      if (frequent && known[count[i]] > 0) {
        logs[i] = known[count[i]];
      } else {
        logs[i] = (float) StrictMath.log1p((float) count[i] / (double) total * NORMALIZED_TOTAL);
        if (frequent) {
          known[count[i]] = logs[i];
        }
      }
    }
  }

  private void keep(int cell, int[] genes, float[] logs, int stored) {
    int at = (int) Math.min(rowStarts[cell], KEPT);
    if (keptRows < cell || cell >= KEPT_ROWS || at + stored > KEPT) {
      return;
    }
    if (at + stored > keptColumns.length) {
      int length = Math.max(at + stored, Math.min(KEPT, 2 * keptColumns.length));
      keptColumns = Arrays.copyOf(keptColumns, length);
      keptValues = Arrays.copyOf(keptValues, length);
    }
    System.arraycopy(genes, 0, keptColumns, at, stored);
    System.arraycopy(logs, 0, keptValues, at, stored);
    keptRows = cell + 1;
  }

  /** Directions of most variance among the first cells, for as many as are held in memory. */
  PrincipalComponents components(int components, Draws draws) {
    return PrincipalComponents.of(
        Arrays.copyOf(rowStarts, keptRows + 1),
        keptColumns,
        keptValues,
        counts.nGenes(),
        components,
        draws);
  }

  /** Calls a receiver with the normalized values of each cell. */
  void forEachRow(Row receiver) throws IOException {
    int[] genes = new int[counts.nGenes()];
    float[] logs = new float[counts.nGenes()];
    try (In columnsIn = new In(columns);
        In valuesIn = new In(values)) {
      for (int cell = 0; cell < totals.length; cell++) {
        int stored = stored(cell);
        for (int i = 0; i < stored; i++) {
          columnsIn.require();
          valuesIn.require();
          genes[i] = columnsIn.buffer.getInt();
          logs[i] = valuesIn.buffer.getFloat();
        }
        receiver.row(cell, genes, logs, stored);
      }
    }
  }

  /** Takes the values of one cell. */
  interface Row {
    void row(int cell, int[] genes, float[] values, int stored);
  }

  /** The normalized values. */
  SparseRowFiles normalized(int level) {
    return new SparseRowFiles(rowStarts, columns, values, level);
  }

  /** The counts. */
  SparseRowFiles counted(int level) {
    return new SparseRowFiles(rowStarts, columns, molecules, level);
  }

  /** How many genes a cell has molecules of. */
  int stored(int cell) {
    return (int) (rowStarts[cell + 1] - rowStarts[cell]);
  }

  /** Molecules of each cell. */
  float[] totals() {
    return totals.clone();
  }

  /** Percentage of mitochondrial molecules of each cell. */
  float[] mitochondrial() {
    return mitochondrial.clone();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(columns);
    Files.deleteIfExists(values);
    Files.deleteIfExists(molecules);
  }

  /** Writes numbers of four bytes. */
  private static final class Out implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer buffer =
        ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    Out(Path file) throws IOException {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    void keepRoom() throws IOException {
      if (!buffer.hasRemaining()) {
        flush();
      }
    }

    private void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        flush();
      }
    }
  }

  /** Reads numbers of four bytes. */
  private static final class In implements Closeable {
    private final FileChannel channel;
    private final ByteBuffer buffer =
        ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    In(Path file) throws IOException {
      channel = FileChannel.open(file);
    }

    /** Makes sure that there is another number. */
    void require() throws IOException {
      if (!buffer.hasRemaining()) {
        buffer.clear();
        while (buffer.position() % Integer.BYTES != 0 || buffer.position() == 0) {
          if (channel.read(buffer) < 0) {
            throw new IOException("a scratch file of the simulation was cut off");
          }
        }
        buffer.flip();
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
