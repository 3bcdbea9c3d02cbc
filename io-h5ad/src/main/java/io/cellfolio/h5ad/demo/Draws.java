package io.cellfolio.h5ad.demo;

import java.util.SplittableRandom;

/** Random numbers that are the same on every machine: no operation has a choice of rounding. */
final class Draws {
  private static final double LARGE = 30;

  private final SplittableRandom random;

  private Draws(SplittableRandom random) {
    this.random = random;
  }

  static Draws seeded(long seed) {
    return new Draws(new SplittableRandom(seed));
  }

  /** A source of its own for another part, so that no part depends on how much another draws. */
  Draws split() {
    return new Draws(random.split());
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return random.nextDouble();
  }

  /** 64 random bits. */
  long bits() {
    return random.nextLong();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Normal with mean 0 and deviation 1, by the polar method. */
  double normal() {
    double u;
    double square;
    do {
      u = 2 * uniform() - 1;
      double v = 2 * uniform() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    return u * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
  }

  /** Log-normal around a median. */
  double logNormal(double median, double deviation) {
    return median * StrictMath.exp(deviation * normal());
  }

  /** Poisson with the given mean. */
  int poisson(double mean) {
    if (mean > LARGE) {
      return (int) Math.max(0, StrictMath.rint(mean + StrictMath.sqrt(mean) * normal()));
    }
    double limit = StrictMath.exp(-mean);
    double product = uniform();
    int n = 0;
    while (product > limit) {
      product *= uniform();
      n++;
    }
    return n;
  }
}
