package io.cellfolio.source;

import java.util.Objects;
import java.util.Optional;

/**
 * What a piece of work may use.
 *
 * @param memory what its blocks and buffers may occupy at one time
 * @param scratch where files may be made for what does not fit into the memory; empty where nothing
 *     may be written
 * @param threads how many threads may work, 1 or more
 */
public record Resources(MemoryBudget memory, Optional<ScratchSpace> scratch, int threads) {
  /** Checks that there is a thread to work. */
  public Resources {
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(scratch, "scratch");
    if (threads < 1) {
      throw new IllegalArgumentException("work needs 1 thread or more, got " + threads);
    }
  }

  /**
   * One thread and memory only.
   *
   * @param memory what may be occupied at one time
   * @return the resources
   */
  public static Resources of(MemoryBudget memory) {
    return new Resources(memory, Optional.empty(), 1);
  }

  /**
   * The same with a place on disk.
   *
   * @param space must stay open until the work is done
   * @return the resources
   */
  public Resources withScratch(ScratchSpace space) {
    return new Resources(memory, Optional.of(space), threads);
  }

  /**
   * The same with another number of threads.
   *
   * @param number 1 or more
   * @return the resources
   */
  public Resources withThreads(int number) {
    return new Resources(memory, scratch, number);
  }
}
