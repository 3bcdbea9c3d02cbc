package io.cellfolio.source;

/**
 * How a matrix will be read gene by gene.
 *
 * @param way the way
 * @param passes how often the matrix is read, 1 or more
 * @param scratchBytes the most that is put aside on disk
 */
public record ReadingPlan(Way way, int passes, long scratchBytes) {

  /** Ways to read a matrix gene by gene. */
  public enum Way {
    /** Genes lie together in the source; each block is read where it is. */
    DIRECT,
    /** Read once, turned in memory. */
    IN_MEMORY,
    /** Read once; what the memory does not hold is put aside on disk. */
    SPILL,
    /** Read as often as the memory asks for. */
    PASSES
  }

  /** Checks the numbers. */
  public ReadingPlan {
    if (passes < 1 || scratchBytes < 0) {
      throw new IllegalArgumentException(passes + " passes, " + scratchBytes + " bytes on disk");
    }
  }

  /**
   * A plan for a source that has its genes at hand.
   *
   * @return one pass, nothing on disk
   */
  public static ReadingPlan direct() {
    return new ReadingPlan(Way.DIRECT, 1, 0);
  }
}
