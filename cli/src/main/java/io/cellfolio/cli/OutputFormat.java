package io.cellfolio.cli;

/** How {@code inspect} writes what it found. */
enum OutputFormat {
  /** A table for people. */
  TEXT,
  /** One JSON document. */
  JSON,
  /** The protobuf message {@code cellfolio.v1.ExportDescriptor}. */
  PROTO
}
