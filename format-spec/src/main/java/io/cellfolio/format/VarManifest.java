package io.cellfolio.format;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The document {@code var_manifest.json}.
 *
 * <p>Normative text: {@code docs/format/var.md}.
 *
 * @param nPoints number of cells
 * @param geneIdColumn the var column of the gene names; {@link Layout#geneIndexName()} for the
 *     index
 * @param compression of the payloads
 * @param schema storage of the values
 * @param genes the exported genes in order
 */
public record VarManifest(
    long nPoints,
    Optional<String> geneIdColumn,
    Compression compression,
    ValueSchema schema,
    List<FieldEntry.Continuous> genes) {
  /** Checks the count; copies the list. */
  public VarManifest {
    Objects.requireNonNull(geneIdColumn, "geneIdColumn");
    Objects.requireNonNull(compression, "compression");
    Objects.requireNonNull(schema, "schema");
    genes = List.copyOf(genes);
    if (nPoints < 0) {
      throw new IllegalArgumentException("n_points must not be negative, got " + nPoints);
    }
  }
}
