package io.cellfolio.export;

import io.cellfolio.source.CellSource;
import io.cellfolio.source.ExactRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which vector fields are exported from which obsm matrices.
 *
 * <p>Normative text: {@code docs/format/vectors.md}.
 */
final class VectorPlanner {
  private static final String PREFERRED = "velocity_umap";

  private final CellSource source;
  private final ExportOptions options;
  private final LayoutRules rules;
  private final Findings findings;

  VectorPlanner(CellSource source, ExportOptions options, Findings findings) {
    this.source = source;
    this.options = options;
    this.rules = LayoutRules.of(options.layout());
    this.findings = findings;
  }

  /**
   * Plans the fields that lie over embeddings.
   *
   * @param points the embeddings; without them there are no fields
   */
  Optional<PlannedVectors> plan(Optional<PlannedPoints> points) throws IOException {
    if (points.isEmpty()) {
      return Optional.empty();
    }
    List<PlannedVectors.Field> fields = new ArrayList<>();
    for (VectorSelection.Selected selected :
        new VectorSelection(source, points.get().embeddings().keySet(), rules, findings)
            .select(options.vectorFields())) {
      Optional<PlannedVectors.Field> field = field(selected, fields.size());
      if (field.isPresent()) {
        fields.add(field.get());
      }
    }
    if (fields.isEmpty()) {
      if (options.defaultVectorField().isPresent()) {
        String id = options.defaultVectorField().get();
        findings.add(Problem.option("--vector-field-default " + id + ": there is no such field"));
      }
      return Optional.empty();
    }
    return Optional.of(new PlannedVectors(source.nCells(), defaultField(fields), fields));
  }

  private Optional<PlannedVectors.Field> field(VectorSelection.Selected selected, int index)
      throws IOException {
    SortedMap<Integer, PlannedVectors.Part> parts = new TreeMap<>();
    for (var entry : selected.keys().entrySet()) {
      String key = entry.getValue();
      long bad = nonFiniteRows(source.obsmExactRows(key));
      if (bad > 0 && !rules.nonFiniteVectors()) {
        String text =
            "vector field obsm '%s': %d cells hold NaN or infinite vectors, which the %s layout does not take"
                .formatted(key, bad, options.layout());
        if (options.vectorFields().isPresent()) {
          findings.add(Problem.data(text));
        } else {
          findings.add(Notice.skipped(text + "; it is left out"));
        }
        continue;
      }
      if (bad > 0) {
        findings.add(
            Notice.warning(
                "vector field obsm '%s': %d cells hold NaN or infinite vectors, kept as they are"
                    .formatted(key, bad)));
      }
      parts.put(
          entry.getKey(),
          new PlannedVectors.Part(
              key,
              options
                  .layout()
                  .vectorPath(index, selected.id(), entry.getKey(), options.compression())));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PlannedVectors.Field(
                selected.id(),
                rules.vectorLabel(selected.id()),
                rules.vectorBasis(selected.id()),
                parts));
  }

  private static long nonFiniteRows(ExactRows rows) throws IOException {
    int width = rows.nColumns();
    long[] bad = {0};
    rows.read(
        (first, count, values, from) -> {
          for (int row = 0; row < count; row++) {
            boolean finite = true;
            for (int column = 0; column < width; column++) {
              finite &= Float.isFinite((float) values[from + row * width + column]);
            }
            bad[0] += finite ? 0 : 1;
          }
        });
    return bad[0];
  }

  private String defaultField(List<PlannedVectors.Field> fields) {
    List<String> ids = new ArrayList<>();
    for (PlannedVectors.Field field : fields) {
      ids.add(field.id());
    }
    Collections.sort(ids);
    if (options.defaultVectorField().isEmpty()) {
      return ids.contains(PREFERRED) ? PREFERRED : ids.get(0);
    }
    String asked = options.defaultVectorField().get();
    if (!ids.contains(asked)) {
      findings.add(
          Problem.option(
              "--vector-field-default %s: there is no such field, only %s".formatted(asked, ids)));
      return ids.get(0);
    }
    return asked;
  }
}
