package io.cellfolio.h5ad;

import io.cellfolio.source.Crew;
import io.cellfolio.source.GeneBlock;
import io.cellfolio.source.GeneBlockCursor;
import io.cellfolio.source.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.data.FMatrixSparseCSC;

/**
 * Genes of a matrix that is sorted by cells, read once: threads sort the entries of runs of cells
 * by bucket, a group of neighboring genes; then each bucket is turned on its own, which touches few
 * places at a time. What the memory does not hold of the runs is on disk in between.
 */
final class TurnedBlockReader implements GeneBlockCursor {
  private static final int STRIPES_PER_THREAD = 16;
  private static final int GENE_BYTES = 2 * Integer.BYTES;

  /** Genes {@code from} to {@code to - 1} of the requested ones, all of one bucket. */
  private record Part(int bucket, int from, int to) {}

  private final MatrixShape.SparseParts parts;
  private final int[] columns;
  private final GeneBuckets buckets;
  private final RunStore store;
  private final int[] counts;
  private final List<EntryRun> runs;
  private final List<Part> blocks;

  /** Entries of a bucket as large as planned. */
  private final int fullBlock;

  private final AtomicInteger next = new AtomicInteger();

  /** What was given back. */
  private final ConcurrentLinkedQueue<FMatrixSparseCSC> free = new ConcurrentLinkedQueue<>();

  private TurnedBlockReader(
      MatrixShape.SparseParts parts,
      int[] columns,
      GeneBuckets buckets,
      RunStore store,
      int[] counts,
      long bucketBytes,
      long blockBytes) {
    this.parts = parts;
    this.columns = columns;
    this.buckets = buckets;
    this.store = store;
    this.counts = counts;
    this.runs = store.ordered();
    this.blocks = parts(buckets, counts, blockBytes);
    this.fullBlock = (int) (bucketBytes / TurningPlan.TURNED_BYTES);
  }

  /**
   * Reads and sorts the whole matrix.
   *
   * @return empty where the matrix is none for this way: places are listed twice, or a row is
   *     longer than a run may be
   */
  static Optional<GeneBlockCursor> open(
      MatrixShape.SparseParts parts, int[] columns, TurningPlan plan, Resources resources)
      throws IOException {
    long[] pointers = parts.pointers();
    if (longestRow(pointers) > plan.longest()) {
      return Optional.empty();
    }
    GeneBuckets buckets = GeneBuckets.of(columns, parts.minor(), plan.buckets());
    RunStore store = new RunStore(plan.room(), resources.scratch());
    try {
      long[] totals = new long[parts.minor()];
      if (!sort(parts, pointers, buckets, store, plan, totals)) {
        store.close();
        return Optional.empty();
      }
      int[] counts = new int[columns.length];
      for (int i = 0; i < columns.length; i++) {
        counts[i] = Math.toIntExact(totals[columns[i]]);
      }
      long left = resources.memory().bytes() - plan.fixed() - store.kept();
      long blockBytes = Math.max(2 * plan.bucketBytes(), left / resources.threads());
      return Optional.of(
          new TurnedBlockReader(
              parts, columns, buckets, store, counts, plan.bucketBytes(), blockBytes));
    } catch (IOException | RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static long longestRow(long[] pointers) {
    long longest = 0;
    for (int row = 1; row < pointers.length; row++) {
      longest = Math.max(longest, pointers[row] - pointers[row - 1]);
    }
    return longest;
  }

  /** Sorts every run; false when a place comes twice. */
  private static boolean sort(
      MatrixShape.SparseParts parts,
      long[] pointers,
      GeneBuckets buckets,
      RunStore store,
      TurningPlan plan,
      long[] totals)
      throws IOException {
    int[] stripes =
        stripes(pointers, plan.threads() == 1 ? 1 : plan.threads() * STRIPES_PER_THREAD);
    AtomicInteger nextStripe = new AtomicInteger();
    AtomicBoolean duplicates = new AtomicBoolean();
    Crew.run(
        "cellfolio-read",
        plan.threads(),
        (part, crew) ->
            parts
                .group()
                .container()
                .call(
                    parts.group().path(),
                    () -> {
                      try (RunSorter sorter =
                          new RunSorter(parts, pointers, buckets, plan.longest(), store)) {
                        for (int i = nextStripe.getAndIncrement();
                            i < stripes.length - 1 && crew.goesOn() && !duplicates.get();
                            i = nextStripe.getAndIncrement()) {
                          sortStripe(
                              sorter,
                              pointers,
                              stripes[i],
                              stripes[i + 1],
                              plan,
                              buckets.mostRows(),
                              crew);
                          if (sorter.duplicates()) {
                            duplicates.set(true);
                          }
                        }
                        synchronized (totals) {
                          sorter.addCounts(totals);
                        }
                      }
                      return null;
                    }));
    return !duplicates.get();
  }

  private static void sortStripe(
      RunSorter sorter,
      long[] pointers,
      int fromRow,
      int toRow,
      TurningPlan plan,
      int mostRows,
      Crew crew)
      throws IOException {
    int row = fromRow;
    while (row < toRow && crew.goesOn()) {
      int limit = row + Math.min(toRow - row, mostRows);
      int end = row + 1;
      while (end < limit && pointers[end + 1] - pointers[row] <= plan.longest()) {
        end++;
      }
      sorter.sort(row, end);
      row = end;
    }
  }

  /** Rows at which stripes of about as many entries begin and end. */
  private static int[] stripes(long[] pointers, int number) {
    int rows = pointers.length - 1;
    int[] stripes = new int[number + 1];
    stripes[number] = rows;
    for (int i = 1; i < number; i++) {
      int found = Arrays.binarySearch(pointers, pointers[rows] / number * i);
      stripes[i] = Math.max(stripes[i - 1], Math.min(rows, found < 0 ? -found - 1 : found));
    }
    return stripes;
  }

  private static List<Part> parts(GeneBuckets buckets, int[] counts, long limit) {
    List<Part> parts = new ArrayList<>();
    for (int bucket = 0; bucket < buckets.count(); bucket++) {
      int from = buckets.from(bucket);
      long bytes = 0;
      for (int i = from; i < buckets.to(bucket); i++) {
        long more = GENE_BYTES + (long) TurningPlan.TURNED_BYTES * counts[i];
        if (i > from && bytes + more > limit) {
          parts.add(new Part(bucket, from, i));
          from = i;
          bytes = 0;
        }
        bytes += more;
      }
      parts.add(new Part(bucket, from, buckets.to(bucket)));
    }
    return parts;
  }

  @Override
  public Optional<GeneBlock> next() throws IOException {
    int at = next.getAndIncrement();
    if (at >= blocks.size()) {
      next.set(blocks.size());
      return Optional.empty();
    }
    return parts.group().container().call(parts.group().path(), () -> turn(blocks.get(at)));
  }

  private Optional<GeneBlock> turn(Part part) throws IOException {
    int genes = part.to() - part.from();
    int[] start = new int[genes + 1];
    for (int i = 0; i < genes; i++) {
      start[i + 1] = Math.addExact(start[i], counts[part.from() + i]);
    }
    FMatrixSparseCSC used = free.poll();
    boolean fits = used != null && used.nz_rows.length >= start[genes];
    // Room for most of the others, too.
    int room = Math.max(start[genes], fullBlock);
    int[] rows = fits ? used.nz_rows : new int[room];
    float[] values = fits ? used.nz_values : new float[room];
    int[] ends = Arrays.copyOf(start, genes);
    int first = part.from() - buckets.from(part.bucket());
    RunStore.Desk desk = new RunStore.Desk();
    int placeBits = buckets.placeBits();
    for (EntryRun run : runs) {
      int firstRow = run.firstRow();
      store.visit(
          run,
          part.bucket(),
          desk,
          (keys, entries, from, to) ->
              scatter(
                  keys, entries, from, to, placeBits, firstRow, first, genes, ends, rows, values));
    }
    int[] block = Arrays.copyOfRange(columns, part.from(), part.to());
    return Optional.of(
        new GeneBlock.Sparse(
            block, Transposition.floatColumns(parts.major(), start, rows, values)));
  }

  @Override
  public void giveBack(GeneBlock block) {
    if (block instanceof GeneBlock.Sparse sparse) {
      free.add(sparse.values());
    }
  }

  private static void scatter(
      char[] keys,
      float[] entries,
      int from,
      int to,
      int placeBits,
      int firstRow,
      int firstPlace,
      int genes,
      int[] ends,
      int[] rows,
      float[] values) {
    int places = (1 << placeBits) - 1;
    for (int i = from; i < to; i++) {
      int key = keys[i];
      int gene = (key & places) - firstPlace;
      if (gene >= 0 && gene < genes) {
        int at = ends[gene]++;
        rows[at] = firstRow + (key >>> placeBits);
        values[at] = entries[i];
      }
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
