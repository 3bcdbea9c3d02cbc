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

  /**
   * A file and what of it is expected in an export.
   *
   * @param layer the layer that genes come from; X when there is none
   * @param modality the modality of a {@code .h5mu} file, if one was exported
   */
  static SourceFile of(Path file, Optional<String> layer, Optional<String> modality) {
    H5adOptions options = H5adOptions.defaults();
    H5adOptions narrowed = modality.map(options::withModality).orElse(options);
    return new SourceFile(file, layer.map(narrowed::withLayer).orElse(narrowed));
  }

  /**
   * Validates an export and compares it with the file.
   *
   * @throws io.cellfolio.h5ad.NoSuchPartException when the file has no such layer or modality
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
      int folder = layer.path().indexOf(LAYERS);
      if (layer.problem().isEmpty() && folder >= 0) {
        add(
            alternatives,
            layer.path().substring(1),
            layer.path().substring(folder + LAYERS.length()));
      }
    }
    return alternatives;
  }

  private void add(List<Alternative> alternatives, String name, String layer) {
    if (!layer.equals(options.layer().orElse(X))) {
      H5adOptions other = options.withLayer(layer);
      alternatives.add(new Alternative(name, () -> H5adFile.open(file, other)));
    }
  }
}
