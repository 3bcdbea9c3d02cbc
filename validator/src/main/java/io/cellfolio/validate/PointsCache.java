package io.cellfolio.validate;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Coordinates that were found to be finite, kept for later checks as long as there is room. */
final class PointsCache {
  private final Map<Payload, float[]> kept = new ConcurrentHashMap<>();
  private long roomBytes;

  PointsCache(long roomBytes) {
    this.roomBytes = roomBytes;
  }

  /** An array for the coordinates of a payload, or null when there is no room. */
  synchronized float[] room(Payload payload) {
    if (payload.rawBytes() > roomBytes) {
      return null;
    }
    roomBytes -= payload.rawBytes();
    return new float[(int) payload.elements()];
  }

  void keep(Payload payload, float[] coordinates) {
    if (coordinates != null) {
      kept.put(payload, coordinates);
    }
  }

  Optional<float[]> get(Payload payload) {
    return Optional.ofNullable(kept.get(payload));
  }
}
