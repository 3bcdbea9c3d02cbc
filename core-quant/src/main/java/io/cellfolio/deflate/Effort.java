package io.cellfolio.deflate;

/**
 * What a compression level means.
 *
 * @param level 1 to 9
 * @param refinements how often the plan of a block of runs is adapted to its own code
 * @param piece elements of the pieces that blocks are put together from
 * @param probeThreshold what repeats must promise before they are looked for, in 1/1000 of the size
 * @param depth how many earlier places are tried for a match
 * @param enough a match of this length ends the search
 * @param lazy matches below this length are compared with those of the next byte; 0 for never
 */
record Effort(
    int level, int refinements, int piece, int probeThreshold, int depth, int enough, int lazy) {
  private static final Effort[] LEVELS = {
    new Effort(1, 0, 8192, 4, 4, 16, 0),
    new Effort(2, 0, 8192, 4, 8, 32, 0),
    new Effort(3, 0, 4096, 4, 16, 64, 16),
    new Effort(4, 1, 2048, 4, 16, 64, 32),
    new Effort(5, 1, 4096, 3, 32, 96, 64),
    new Effort(6, 1, 4096, 3, 128, 160, 128),
    new Effort(7, 2, 2048, 2, 256, 258, 258),
    new Effort(8, 2, 1024, 2, 512, 258, 258),
    new Effort(9, 3, 1024, 1, 2048, 258, 258),
  };

  /** Whether everything is tried that may be smaller. */
  boolean exhaustive() {
    return level >= 8;
  }

  /**
   * Whether matches are looked for in both ways where they promise little. Below level 6 the
   * longest matches alone are not found well enough; level 6 gains less by it than it takes.
   */
  boolean parsesTwice() {
    return level != 6;
  }

  /** The meaning of a level, 1 to 9. */
  static Effort ofLevel(int level) {
    if (level < 1 || level > LEVELS.length) {
      throw new IllegalArgumentException(
          "compression level: expected 1 to " + LEVELS.length + ", got " + level);
    }
    return LEVELS[level - 1];
  }
}
