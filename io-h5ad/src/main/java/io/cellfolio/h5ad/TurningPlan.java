package io.cellfolio.h5ad;

import io.cellfolio.source.ReadingPlan;
import io.cellfolio.source.Resources;
import java.io.IOException;

/**
 * How the memory is divided while a matrix that is sorted by rows is turned.
 *
 * @param threads how many read
 * @param longest entries of the longest run
 * @param fixed bytes that are held all the time
 * @param bucketBytes what the block of a bucket should not exceed
 * @param room bytes of entries to keep in memory
 * @param entries the most entries that may have to be kept
 */
record TurningPlan(
    int threads, int longest, long fixed, long bucketBytes, long room, long entries) {
  /** Bytes of an entry in a block of genes. */
  static final int TURNED_BYTES = Integer.BYTES + Float.BYTES;

  private static final int SHORTEST_RUN = 1 << 12;
  private static final int LONGEST_RUN = 1 << 19;
  private static final long SMALLEST_BUCKET = 1L << 17;

  /** What stays in a processor's cache while it is turned, and dies young. */
  private static final long LARGEST_BUCKET = 1L << 20;

  /** So many buckets for each thread at least, so that all threads end at about the same time. */
  private static final int BUCKETS_PER_THREAD = 8;

  /** Shares of the budget: of all sorters together, and of all blocks that are being made. */
  private static final int SORTING_SHARE = 4;

  private static final int BLOCKS_SHARE = 8;

  /**
   * Divides.
   *
   * @param wanted how many columns are requested, one or more
   */
  static TurningPlan of(MatrixShape.SparseParts parts, int wanted, Resources resources)
      throws IOException {
    long budget = resources.memory().bytes();
    long stored = parts.stored();
    long fixed = Long.BYTES * (parts.major() + 1L) + (Integer.BYTES + Long.BYTES) * parts.minor();
    long buffers = RunSorter.bytes(parts, 0);
    long share = budget / SORTING_SHARE;
    int threads =
        (int) Math.max(1, Math.min(resources.threads(), share / Math.max(1, 2 * buffers)));
    threads = (int) Math.min(threads, 1 + stored / SHORTEST_RUN);
    long affordable = (share / threads - buffers) / RunSorter.ENTRY_BYTES;
    long longest = Math.max(SHORTEST_RUN, Math.min(LONGEST_RUN, affordable));
    longest = Math.min(longest, Math.max(1, stored));
    long even = stored * TURNED_BYTES / BUCKETS_PER_THREAD / resources.threads();
    long bucketBytes =
        Math.min(LARGEST_BUCKET, Math.min(even, budget / BLOCKS_SHARE / resources.threads()));
    bucketBytes = Math.max(SMALLEST_BUCKET, bucketBytes);
    long sorting = threads * (buffers + RunSorter.ENTRY_BYTES * longest);
    long blocks = resources.threads() * 2 * bucketBytes;
    long room = Math.max(0, budget - fixed - Math.max(sorting, blocks));
    return new TurningPlan(threads, (int) longest, fixed, bucketBytes, room, stored);
  }

  /** How many buckets. */
  long buckets() {
    return 1 + entries * TURNED_BYTES / bucketBytes;
  }

  /** The most bytes that go to disk if every entry is kept. */
  long spilled() {
    long all = entries * EntryRun.ENTRY_BYTES;
    // A run goes to disk as a whole when the room is short of a part of it.
    return all <= room
        ? 0
        : Math.min(all, all - room + (long) threads * longest * EntryRun.ENTRY_BYTES);
  }

  /** The same for people. */
  ReadingPlan reading() {
    return spilled() == 0
        ? new ReadingPlan(ReadingPlan.Way.IN_MEMORY, 1, 0)
        : new ReadingPlan(ReadingPlan.Way.SPILL, 1, spilled());
  }
}
