package io.cellfolio.cli;

import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import io.cellfolio.h5ad.H5adSummary;
import io.cellfolio.validate.Alternative;
import io.cellfolio.validate.ValidationOptions;
import io.cellfolio.validate.ValidationResult;
import io.cellfolio.validate.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file that an export is compared with. */
final class SourceFile {
  private static final String X = "X";
  private static final String RAW = "raw";
  private static final String LAYERS = "/layers/";

  private final Path file;
  private final H5adOptions options;

  private SourceFile(Path file, H5adOptions options) {
    this.file = file;
    this.options = options;
  }

  /** A file and the layer that genes are expected from; X when there is no layer. */
  static SourceFile of(Path file, Optional<String> layer) {
    H5adOptions defaults = H5adOptions.defaults();
    return new SourceFile(file, layer.map(defaults::withLayer).orElse(defaults));
  }

  /**
   * Validates an export and compares it with the file.
   *
   * @throws IllegalArgumentException when the file has no such layer
   */
  ValidationResult compare(Path directory, ValidationOptions validation) throws IOException {
    try (H5adFile source = H5adFile.open(file, options)) {
      return Validator.compare(directory, source, alternatives(source.summary()), validation);
    }
  }

  /** The other matrices of the file, which may have been exported by mistake. */
  private List<Alternative> alternatives(H5adSummary summary) {
    List<Alternative> alternatives = new ArrayList<>();
    if (summary.x().isPresent()) {
      add(alternatives, X, X);
    }
    if (summary.rawX().isPresent()) {
      add(alternatives, "raw/X", RAW);
    }
    for (H5adSummary.Element layer : summary.layers()) {
      if (layer.problem().isEmpty() && layer.path().startsWith(LAYERS)) {
        add(alternatives, layer.path().substring(1), layer.path().substring(LAYERS.length()));
      }
    }
    return alternatives;
  }

  private void add(List<Alternative> alternatives, String name, String layer) {
    if (!layer.equals(options.layer().orElse(X))) {
      H5adOptions other = H5adOptions.defaults().withLayer(layer);
      alternatives.add(new Alternative(name, () -> H5adFile.open(file, other)));
    }
  }
}
