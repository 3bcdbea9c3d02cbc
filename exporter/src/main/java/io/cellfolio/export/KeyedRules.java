package io.cellfolio.export;

import io.cellfolio.format.Compression;
import io.cellfolio.format.FileNames;
import io.cellfolio.format.JsonScalar;
import io.cellfolio.format.Layout;
import io.cellfolio.format.PythonFloat;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Arithmetic;
import io.cellfolio.source.CategoryLabel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keyed layout: names become file names, labels become text. */
record KeyedRules() implements LayoutRules {
  private static final String UMAP_SUFFIX = "_umap";

  /** The longest ending that any payload adds to a name, {@code .outliers.u16.gz}. */
  private static final int LONGEST_ENDING =
      Layout.keyed().obsOutliersPath(0, "x", SampleType.U16, Compression.gzip(1)).length()
          - Layout.OBS_DIRECTORY.length()
          - 2;

  @Override
  public Arithmetic arithmetic() {
    return Arithmetic.keyed();
  }

  @Override
  public String identity(String name) {
    return FileNames.sanitize(name).toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<String> nameProblem(String name) {
    int length = FileNames.sanitize(name).length() + LONGEST_ENDING;
    if (length > FileNames.MAX_BYTES) {
      return Optional.of(
          "makes a file name of %d bytes, file systems take %d; --layout indexed has no such limit"
              .formatted(length, FileNames.MAX_BYTES));
    }
    return Optional.empty();
  }

  @Override
  public JsonScalar label(CategoryLabel label) {
    if (label instanceof CategoryLabel.Whole whole) {
      return new JsonScalar.Text(Long.toString(whole.value()));
    }
    if (label instanceof CategoryLabel.Real real) {
      return new JsonScalar.Text(PythonFloat.repr(real.value()));
    }
    if (label instanceof CategoryLabel.Flag flag) {
      return new JsonScalar.Text(flag.value() ? "True" : "False");
    }
    return new JsonScalar.Text(((CategoryLabel.Text) label).value());
  }

  @Override
  public List<SampleType> codesTypes(CategoryWidth width, List<Integer> nCategories) {
    List<SampleType> types = new ArrayList<>(nCategories.size());
    for (int n : nCategories) {
      types.add(LayoutRules.narrowest(width, n));
    }
    return types;
  }

  @Override
  public String recordedWidth(CategoryWidth asked, PlannedObs obs) {
    return asked.label();
  }

  @Override
  public void orderForIdentity(List<PlannedDataset.IndexedField> fields) {
    Collections.sort(fields);
  }

  @Override
  public boolean manifestWithoutGenes() {
    return true;
  }

  @Override
  public boolean outliersWithoutLatent() {
    return true;
  }

  @Override
  public boolean nonFiniteVectors() {
    return true;
  }

  @Override
  public Optional<String> vectorIdProblem(String id) {
    String safe = FileNames.sanitize(id);
    return safe.equals(id)
        ? Optional.empty()
        : Optional.of("the id would have to be '" + safe + "' to serve as a file name");
  }

  @Override
  public String vectorLabel(String id) {
    boolean umap = id.endsWith(UMAP_SUFFIX);
    String stem = umap ? id.substring(0, id.length() - UMAP_SUFFIX.length()) : id;
    String spaced = stem.replace('_', ' ');
    String title =
        spaced.isEmpty()
            ? spaced
            : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    return umap ? title + " (UMAP)" : title;
  }

  @Override
  public Optional<String> vectorBasis(String id) {
    return id.endsWith(UMAP_SUFFIX) ? Optional.of("umap") : Optional.empty();
  }

  @Override
  public List<VectorSelection.Selected> orderVectors(List<VectorSelection.Selected> fields) {
    return fields;
  }
}
