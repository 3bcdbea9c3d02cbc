package io.cellfolio.validate;

import io.cellfolio.format.SampleType;

/**
 * A payload as the documents declare it.
 *
 * @param path relative to the export; not checked beyond what its document's checks do
 * @param type of its elements
 * @param elements how many there are, 0 or more
 * @param declaredAt the place that leads to it
 * @param kind what it holds, for people
 * @param name of the field or embedding that it belongs to, empty if none
 */
record Payload(
    String path, SampleType type, long elements, Spot declaredAt, String kind, String name) {
  private static final String GZIP_SUFFIX = ".gz";

  /**
   * Hardly two payloads have one path. Written out, as that of a record is made at its first call.
   */
  @Override
  public int hashCode() {
    return path.hashCode();
  }

  /** What it holds, for people. */
  String what() {
    return name.isEmpty() ? kind : kind + ' ' + Shown.name(name);
  }

  /** The length before compression; counts of documents are below 2^53, so it cannot overflow. */
  long rawBytes() {
    return Math.multiplyExact(elements, type.bytes());
  }

  boolean gzipped() {
    return path.endsWith(GZIP_SUFFIX);
  }

  /** The path that the same payload would have with the other compression. */
  String twin() {
    return gzipped() ? path.substring(0, path.length() - GZIP_SUFFIX.length()) : path + GZIP_SUFFIX;
  }
}
