package io.cellfolio.export;

import io.cellfolio.format.JsonScalar;
import io.cellfolio.format.PythonFloat;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Arithmetic;
import io.cellfolio.source.CategoryLabel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The indexed layout: positions are file names, labels keep their type. */
record IndexedRules() implements LayoutRules {

  @Override
  public Arithmetic arithmetic() {
    return Arithmetic.indexed();
  }

  @Override
  public String identity(String name) {
    return name;
  }

  @Override
  public Optional<String> nameProblem(String name) {
    return Optional.empty();
  }

  @Override
  public JsonScalar label(CategoryLabel label) {
    if (label instanceof CategoryLabel.Whole whole) {
      return new JsonScalar.Whole(whole.value());
    }
    if (label instanceof CategoryLabel.Real real) {
      return Double.isFinite(real.value())
          ? new JsonScalar.Real(real.value())
          : new JsonScalar.Text(PythonFloat.repr(real.value()));
    }
    if (label instanceof CategoryLabel.Flag flag) {
      return new JsonScalar.Flag(flag.value());
    }
    return new JsonScalar.Text(((CategoryLabel.Text) label).value());
  }

  @Override
  public List<SampleType> codesTypes(CategoryWidth width, List<Integer> nCategories) {
    int most = nCategories.stream().mapToInt(Integer::intValue).max().orElse(0);
    SampleType type = LayoutRules.narrowest(width, most);
    return nCategories.stream().map(n -> type).toList();
  }

  @Override
  public String recordedWidth(CategoryWidth asked, PlannedObs obs) {
    return obs.categorical().stream()
        .map(field -> field.codesType().dtype())
        .findFirst()
        .orElse(LayoutRules.narrowest(asked, 0).dtype());
  }

  @Override
  public void orderForIdentity(List<PlannedDataset.IndexedField> fields) {
    fields.sort(
        Comparator.comparing((PlannedDataset.IndexedField field) -> field.nCategories() >= 0)
            .thenComparingInt(PlannedDataset.IndexedField::index));
  }

  @Override
  public boolean manifestWithoutGenes() {
    return false;
  }

  @Override
  public boolean outliersWithoutLatent() {
    return false;
  }

  @Override
  public boolean nonFiniteVectors() {
    return false;
  }

  @Override
  public Optional<String> vectorIdProblem(String id) {
    return id.endsWith("_umap") && id.length() > "_umap".length()
        ? Optional.empty()
        : Optional.of("the indexed layout has vector fields of UMAP embeddings only (*_umap)");
  }

  @Override
  public String vectorLabel(String id) {
    return id;
  }

  @Override
  public Optional<String> vectorBasis(String id) {
    return Optional.of("umap");
  }

  @Override
  public List<VectorSelection.Selected> orderVectors(List<VectorSelection.Selected> fields) {
    return fields.stream().sorted(Comparator.comparing(VectorSelection.Selected::id)).toList();
  }
}
