package io.cellfolio.deflate;

/**
 * How hard {@link LongestParser} tries. The numbers are those by which levels are commonly told
 * apart.
 *
 * @param good a match of this length makes the search at the next byte a quarter as deep
 * @param insert the longest match of a greedy search whose places are all entered
 * @param lazy a match of this length is taken at once; 0 for a greedy search
 * @param nice a match of this length ends the search
 * @param chain how many places are tried
 */
record LongestEffort(int good, int insert, int lazy, int nice, int chain) {
  private static final LongestEffort[] LEVELS = {
    new LongestEffort(4, 4, 0, 8, 4),
    new LongestEffort(4, 5, 0, 16, 8),
    new LongestEffort(4, 6, 0, 32, 32),
    new LongestEffort(4, 0, 4, 16, 16),
    new LongestEffort(8, 0, 16, 32, 32),
    new LongestEffort(8, 0, 16, 128, 128),
    new LongestEffort(8, 0, 32, 128, 256),
    new LongestEffort(32, 0, 128, 258, 1024),
    new LongestEffort(32, 0, 258, 258, 4096),
  };

  /** The effort of a level, 1 to 9. */
  static LongestEffort ofLevel(int level) {
    return LEVELS[level - 1];
  }
}
