package io.cellfolio.export;

import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Arithmetic;
import io.cellfolio.quant.NormalizedEmbedding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The embeddings of an export.
 *
 * @param embeddings by dimension, at least one
 */
record PlannedPoints(SortedMap<Integer, Embedding> embeddings) implements PlannedSection {
  PlannedPoints {
    embeddings = Collections.unmodifiableSortedMap(new TreeMap<>(embeddings));
  }

  @Override
  public SectionName name() {
    return SectionName.POINTS;
  }

  @Override
  public List<PlannedPayload> payloads() {
    List<PlannedPayload> payloads = new ArrayList<>();
    for (Embedding embedding : embeddings.values()) {
      payloads.add(embedding.payload());
    }
    return payloads;
  }

  /** What the embeddings that are held occupy. */
  long heldBytes(Arithmetic arithmetic) {
    long coordinates = 0;
    for (Embedding embedding : embeddings.values()) {
      NormalizedEmbedding held = embedding.coordinates;
      coordinates += held.held() ? (long) held.nCells() * held.dimension() : 0;
    }
    return coordinates * arithmetic.coordinateBytes();
  }

  /**
   * One point cloud.
   *
   * @param key the obsm key that it comes from
   * @param path of its payload
   * @param coordinates normalized coordinates
   */
  record Embedding(String key, String path, NormalizedEmbedding coordinates) {
    PlannedPayload payload() {
      return new PlannedPayload(
          SectionName.POINTS,
          path,
          SampleType.F32,
          Math.multiplyExact((long) coordinates.nCells(), coordinates.dimension()));
    }
  }
}
