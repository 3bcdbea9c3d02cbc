package io.cellfolio.quant;

import java.util.Arrays;

/** Edges as they are found. */
final class EdgeBuffer {
  private int[] sources;
  private int[] destinations;
  private double[] weights;
  private int size;

  EdgeBuffer(int expected, boolean weighted) {
    sources = new int[expected];
    destinations = new int[expected];
    weights = weighted ? new double[expected] : null;
  }

  void add(int source, int destination, double weight) {
    if (size == sources.length) {
      int capacity = Math.addExact(size, (size >> 1) + 16);
      sources = Arrays.copyOf(sources, capacity);
      destinations = Arrays.copyOf(destinations, capacity);
      weights = weights == null ? null : Arrays.copyOf(weights, capacity);
    }
    sources[size] = source;
    destinations[size] = destination;
    if (weights != null) {
      weights[size] = weight;
    }
    size++;
  }

  int size() {
    return size;
  }

  int[] sources() {
    return sources;
  }

  int[] destinations() {
    return destinations;
  }

  double[] weights() {
    return weights;
  }
}
