package io.cellfolio.validate;

/** Checks the coordinates of an embedding, or the components of a vector field. */
final class PointsTask extends SoloTask {
  private static final float MOST = 1 + 1e-6f;
  private static final float LEAST_TOP = 1 - 1e-4f;

  private final LayoutTerms terms;
  private final boolean vectors;
  private final PointsCache cache;
  private final float[] kept;
  private long bad;
  private long firstBad = -1;
  private long outside;
  private long firstOutside = -1;
  private float top;

  private PointsTask(
      PayloadOpener opener,
      LayoutTerms terms,
      Payload payload,
      PointsCache cache,
      boolean vectors) {
    super(opener, payload);
    this.terms = terms;
    this.vectors = vectors;
    this.cache = cache;
    this.kept = cache == null ? null : cache.room(payload);
  }

  static PointsTask ofPoints(
      PayloadOpener opener, LayoutTerms terms, Payload payload, PointsCache cache) {
    return new PointsTask(opener, terms, payload, cache, false);
  }

  static PointsTask ofVectors(PayloadOpener opener, LayoutTerms terms, Payload payload) {
    return new PointsTask(opener, terms, payload, null, true);
  }

  @Override
  void look(byte[] bytes, int length, long before) {
    for (int i = 0; i < length; i += Float.BYTES) {
      float value = Elements.f32(bytes, i);
      float size = Math.abs(value);
      if (!(size <= Float.MAX_VALUE)) {
        if (bad++ == 0) {
          firstBad = before + i;
        }
      } else {
        top = Math.max(top, size);
        if (size > MOST && outside++ == 0) {
          firstOutside = before + i;
        }
      }
      if (kept != null) {
        kept[(int) ((before + i) / Float.BYTES)] = value;
      }
    }
  }

  @Override
  void judge(Findings findings) {
    if (payload.elements() == 0) {
      return;
    }
    Rule finite =
        !vectors
            ? Rule.POINT_NOT_FINITE
            : terms.has(Rule.VECTOR_NOT_FINITE)
                ? Rule.VECTOR_NOT_FINITE
                : Rule.VECTOR_NOT_FINITE_KEYED;
    if (!findings.holds(finite, bad == 0)) {
      findings.add(
          finite,
          payload.path(),
          Place.byteOffset(firstBad),
          "finite numbers",
          "NaN or infinity in %s of %s numbers"
              .formatted(Shown.count(bad), Shown.count(payload.elements())));
    }
    if (vectors) {
      return;
    }
    if (cache != null && bad == 0) {
      cache.keep(payload, kept);
    }
    if (!findings.holds(Rule.POINT_RANGE, outside == 0)) {
      findings.add(
          Rule.POINT_RANGE,
          payload.path(),
          Place.byteOffset(firstOutside),
          "numbers in [-1, 1]",
          "%s of %s beyond, up to %s"
              .formatted(Shown.count(outside), Shown.count(payload.elements()), top));
    } else if (!findings.holds(Rule.POINT_RANGE, top >= LEAST_TOP || bad > 0 || allZero())) {
      findings.add(
          Rule.POINT_RANGE,
          payload.path(),
          Place.whole(),
          "the widest axis to reach -1 and 1",
          "numbers up to " + top);
    }
  }

  /** An embedding without extent lies in the middle; the keyed layout allows it. */
  private boolean allZero() {
    return top == 0 && terms.has(LayoutTerms.Trait.FLAT_EMBEDDINGS);
  }
}
