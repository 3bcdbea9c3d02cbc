package io.cellfolio.export;

import io.cellfolio.quant.CodeEncoder;
import io.cellfolio.quant.ColumnEncoder;
import io.cellfolio.quant.ColumnRange;
import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneColumn;
import io.cellfolio.source.GeneSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells how long the payloads of all genes will be, from a sample that is really encoded.
 *
 * <p>A gene over some of the cells is encoded as a whole and in halves: what two halves take more
 * than the whole is what every file costs, whatever its length, and only the rest grows with the
 * cells. A gene that was not sampled lies between the two sampled ones that store next fewer and
 * next more entries.
 *
 * <p>Time does not grow like that, because short columns are looked at more closely. It is measured
 * with genes made up from the sampled values, as long and as full as the real ones.
 */
final class GeneForecast {
  private static final String NAME = "gene";

  /** So many genes are made up to take the time. */
  private static final int MADE_UP = 64;

  private static final int ROUNDS = 4;

  private final PlannedGenes genes;
  private final ColumnEncoder encoder;
  private final GeneSample sample;
  private final AtomicLong busyNanos = new AtomicLong();

  GeneForecast(PlannedGenes genes, ColumnEncoder encoder, GeneSample sample) {
    this.genes = genes;
    this.encoder = encoder;
    this.sample = sample;
  }

  /** A sampled gene. */
  private record Size(int column, ColumnRange range, long bytes, long bytesOfHalves) {}

  /**
   * All genes.
   *
   * @param bytes length of all payloads
   * @param ranges of sampled genes, which stand for those of all
   * @param encodingNanos processor time to encode them
   * @param share how much of the values was encoded
   */
  record Result(long bytes, List<ColumnRange> ranges, long encodingNanos, double share) {}

  Result measure(WorkerPool pool) throws IOException {
    List<Size> sizes = new ArrayList<>();
    WorkerPool.Batch batch = pool.batch();
    for (GeneBlock block : sample.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        int inBlock = i;
        batch.submit(
            worker -> {
              Size size = measure(worker, block, inBlock);
              synchronized (sizes) {
                sizes.add(size);
              }
            });
      }
    }
    batch.await();
    sizes.sort(Comparator.comparingInt(Size::column));
    double cells = (double) genes.nCells() / sample.cells();
    double share = (double) sizes.size() / genes.names().size();
    double scale = 1 / share;
    double bytes = sample.entries().length > 0 ? byEntries(sizes) : scale * sum(sizes);
    if (cells > 1) {
      long halves = sizes.stream().mapToLong(Size::bytesOfHalves).sum();
      double fixed = Math.max(0, scale * (halves - sum(sizes)));
      bytes = fixed + (bytes - fixed) * cells;
    }
    return new Result(
        Math.round(bytes),
        sizes.stream().map(Size::range).toList(),
        cells > 1 ? nanosOfMadeUp(pool, cells) : (long) (busyNanos.get() * scale),
        share / cells);
  }

  private long nanosOfMadeUp(WorkerPool pool, double cells) throws IOException {
    int all = sample.blocks().stream().mapToInt(GeneBlock::size).sum();
    int step = Math.max(1, all / MADE_UP);
    int seen = 0;
    List<GeneColumn> sampled = new ArrayList<>();
    for (GeneBlock block : sample.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        if (seen++ % step == step / 2) {
          sampled.add(block.gene(i));
        }
      }
    }
    AtomicLong nanos = new AtomicLong();
    for (int round = 0; round < ROUNDS; round++) {
      // Only the last round counts: by then Java has compiled what matters.
      nanos.set(0);
      encodeMadeUp(pool, sampled, cells, nanos);
    }
    return (long) ((double) nanos.get() / sampled.size() * genes.names().size());
  }

  private void encodeMadeUp(
      WorkerPool pool, List<GeneColumn> sampled, double cells, AtomicLong nanos)
      throws IOException {
    WorkerPool.Batch batch = pool.batch();
    for (GeneColumn column : sampled) {
      batch.submit(
          worker -> {
            GeneColumn whole = MadeUpGene.like(column, genes.nCells(), cells);
            long start = System.nanoTime();
            encode(worker, whole, new PayloadReceipt[1]);
            nanos.addAndGet(System.nanoTime() - start);
          });
    }
    batch.await();
  }

  private static long sum(List<Size> sizes) {
    return sizes.stream().mapToLong(Size::bytes).sum();
  }

  private double byEntries(List<Size> sizes) {
    int[] sorted = genes.columns().clone();
    Arrays.sort(sorted);
    double[][] known = new double[sizes.size()][];
    for (int i = 0; i < known.length; i++) {
      int at = Arrays.binarySearch(sorted, sizes.get(i).column);
      known[i] = new double[] {sample.entries()[at], sizes.get(i).bytes};
    }
    Arrays.sort(known, Comparator.comparingDouble(pair -> pair[0]));
    if (known.length == sample.entries().length) {
      return sum(sizes);
    }
    long[] wanted = sample.entries().clone();
    Arrays.sort(wanted);
    double bytes = 0;
    int next = 1;
    for (long entries : wanted) {
      while (next < known.length - 1 && known[next][0] < entries) {
        next++;
      }
      double[] below = known[next - 1];
      double[] above = known[next];
      double step = above[0] - below[0];
      bytes +=
          step <= 0
              ? above[1]
              : below[1] + (above[1] - below[1]) * Math.min(1, (entries - below[0]) / step);
    }
    return bytes;
  }

  private Size measure(WorkerPool.Worker worker, GeneBlock block, int inBlock) throws IOException {
    GeneColumn column = block.gene(inBlock);
    long start = System.nanoTime();
    PayloadReceipt[] receipt = new PayloadReceipt[1];
    ColumnRange range = encode(worker, column, receipt);
    long bytes = receipt[0].storedBytes();
    busyNanos.addAndGet(System.nanoTime() - start);
    long halves = 0;
    if (sample.cells() < genes.nCells()) {
      int middle = column.nCells() / 2;
      for (GeneColumn half :
          List.of(part(column, 0, middle), part(column, middle, column.nCells()))) {
        encode(worker, half, receipt);
        halves += receipt[0].storedBytes();
      }
    }
    return new Size(block.column(inBlock), range, bytes, halves);
  }

  private static GeneColumn part(GeneColumn column, int from, int to) {
    if (column instanceof GeneColumn.Dense dense) {
      return new GeneColumn.Dense(dense.values(), dense.from() + from, to - from);
    }
    GeneColumn.Sparse sparse = (GeneColumn.Sparse) column;
    int first = lowerBound(sparse, from);
    int end = lowerBound(sparse, to);
    int[] cells = Arrays.copyOfRange(sparse.cells(), first, end);
    for (int i = 0; i < cells.length; i++) {
      cells[i] -= from;
    }
    float[] values = Arrays.copyOfRange(sparse.values(), first, end);
    return new GeneColumn.Sparse(to - from, cells, values, 0, cells.length);
  }

  private static int lowerBound(GeneColumn.Sparse column, int cell) {
    int at = Arrays.binarySearch(column.cells(), column.from(), column.to(), cell);
    return at < 0 ? -1 - at : at;
  }

  private ColumnRange encode(WorkerPool.Worker worker, GeneColumn column, PayloadReceipt[] receipt)
      throws IOException {
    Path nowhere = Path.of("");
    if (worker.writer().gzipped()
        && encoder instanceof CodeEncoder coder
        && column instanceof GeneColumn.Sparse sparse) {
      int listed = sparse.to() - sparse.from();
      byte[] codes = worker.raw((long) listed * coder.type().bytes());
      CodeEncoder.ListedCodes found = coder.encodeListed(sparse, codes);
      receipt[0] =
          worker
              .writer()
              .writeListed(
                  nowhere,
                  NAME,
                  sparse.nCells(),
                  found.background(),
                  sparse.cells(),
                  sparse.from(),
                  listed,
                  codes,
                  coder.type().bytes());
      return found.range();
    }
    long length = Math.multiplyExact((long) column.nCells(), (long) encoder.type().bytes());
    byte[] raw = worker.raw(length);
    ColumnRange range = encoder.encode(column, raw);
    receipt[0] = worker.writer().write(nowhere, NAME, raw, Math.toIntExact(length));
    return range;
  }
}
