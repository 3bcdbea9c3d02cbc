package io.cellfolio.export;

import io.cellfolio.format.JsonScalar;
import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The obs fields of an export.
 *
 * @param nCells number of cells
 * @param valueType storage of continuous values and outlier quantiles
 * @param continuous fields of numbers
 * @param categorical fields of categories
 * @param latentKey obsm key of the latent space; empty without one
 */
record PlannedObs(
    int nCells,
    SampleType valueType,
    List<Continuous> continuous,
    List<Categorical> categorical,
    Optional<String> latentKey)
    implements PlannedSection {
  PlannedObs {
    continuous = List.copyOf(continuous);
    categorical = List.copyOf(categorical);
  }

  @Override
  public SectionName name() {
    return SectionName.OBS;
  }

  @Override
  public List<PlannedPayload> payloads() {
    List<PlannedPayload> payloads = new ArrayList<>();
    for (Continuous field : continuous) {
      payloads.add(new PlannedPayload(SectionName.OBS, field.path(), valueType, nCells));
    }
    for (Categorical field : categorical) {
      payloads.add(new PlannedPayload(SectionName.OBS, field.codesPath(), field.codesType, nCells));
      if (field.outliersPath.isPresent()) {
        payloads.add(
            new PlannedPayload(SectionName.OBS, field.outliersPath.get(), valueType, nCells));
      }
    }
    return payloads;
  }

  /** Whether any field has outlier quantiles. */
  boolean hasOutliers() {
    for (Categorical field : categorical) {
      if (field.outliersPath.isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * A field of numbers.
   *
   * @param index position among the exported obs fields
   * @param column position among the source's obs columns
   * @param key name in the manifest
   * @param path of its values
   */
  record Continuous(int index, int column, String key, String path) {}

  /**
   * A field of categories.
   *
   * @param index position among the exported obs fields
   * @param column position among the source's obs columns
   * @param key name in the manifest
   * @param labels category labels as the manifest records them
   * @param codesType width of the codes
   * @param codesPath of its codes
   * @param outliersPath of its outlier quantiles; empty when there are none
   */
  record Categorical(
      int index,
      int column,
      String key,
      List<JsonScalar> labels,
      SampleType codesType,
      String codesPath,
      Optional<String> outliersPath) {
    Categorical {
      labels = List.copyOf(labels);
    }
  }
}
