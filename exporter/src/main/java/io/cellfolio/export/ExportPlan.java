package io.cellfolio.export;

import io.cellfolio.format.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything that an export will hold, fixed before the first byte is written. */
public final class ExportPlan {
  private final PlannedDataset dataset;
  private final Path target;
  private final Map<SectionName, Disposition> sections;
  private final List<PlannedPayload> payloads;

  ExportPlan(PlannedDataset dataset, Path target, Map<SectionName, Disposition> sections) {
    this.dataset = dataset;
    this.target = target;
    this.sections = Collections.unmodifiableMap(new EnumMap<>(sections));
    List<PlannedPayload> all = new ArrayList<>();
    for (PlannedSection section : dataset.sections()) {
      all.addAll(section.payloads());
    }
    this.payloads = Collections.unmodifiableList(all);
  }

  PlannedDataset dataset() {
    return dataset;
  }

  /**
   * The directory to publish.
   *
   * @return absolute path
   */
  public Path target() {
    return target;
  }

  /**
   * The layout.
   *
   * @return keyed or indexed
   */
  public Layout layout() {
    return dataset.options().layout();
  }

  /**
   * The dataset's machine name.
   *
   * @return the id
   */
  public String datasetId() {
    return dataset.id();
  }

  /**
   * The dataset's title.
   *
   * @return the name
   */
  public String datasetName() {
    return dataset.name();
  }

  /**
   * The number of cells.
   *
   * @return one or more
   */
  public int nCells() {
    return dataset.nCells();
  }

  /**
   * The number of exported genes.
   *
   * @return zero or more
   */
  public int nGenes() {
    return dataset.nGenes();
  }

  /**
   * Where gene values come from.
   *
   * @return the matrix's place in the source; empty when no genes are exported
   */
  public Optional<String> geneLocation() {
    return dataset.genes().isPresent()
        ? Optional.of(dataset.genes().get().matrix().location())
        : Optional.empty();
  }

  /**
   * The number of continuous obs fields.
   *
   * @return zero or more
   */
  public int nContinuousFields() {
    return dataset.obs().continuous().size();
  }

  /**
   * The number of categorical obs fields.
   *
   * @return zero or more
   */
  public int nCategoricalFields() {
    return dataset.obs().categorical().size();
  }

  /**
   * The number of edges.
   *
   * @return empty without a graph
   */
  public OptionalLong nEdges() {
    return dataset.nEdges();
  }

  /**
   * Which matrix is shown in which dimension.
   *
   * @return obsm key by dimension
   */
  public SortedMap<Integer, String> embeddings() {
    SortedMap<Integer, String> keys = new TreeMap<>();
    for (var entry : dataset.points().embeddings().entrySet()) {
      keys.put(entry.getKey(), entry.getValue().key());
    }
    return keys;
  }

  /**
   * The latent space of the outlier quantiles.
   *
   * @return an obsm key; empty when there is none
   */
  public Optional<String> latent() {
    return dataset.obs().latentKey();
  }

  /**
   * The vector fields.
   *
   * @return ids in the layout's order
   */
  public List<String> vectorFields() {
    return dataset.vectors().isPresent() ? dataset.vectors().get().ids() : List.of();
  }

  /**
   * What becomes of each section of the target.
   *
   * @return a disposition for every section
   */
  public Map<SectionName, Disposition> sections() {
    return sections;
  }

  /**
   * Every payload file of the finished export, those of kept sections included.
   *
   * @return payloads by section
   */
  public List<PlannedPayload> payloads() {
    return payloads;
  }

  /**
   * The length of all payloads before compression.
   *
   * @return bytes
   */
  public long rawBytes() {
    long sum = 0;
    for (PlannedPayload payload : payloads) {
      sum = Math.addExact(sum, payload.rawBytes());
    }
    return sum;
  }

  /**
   * What a user should know.
   *
   * @return skips, renamings, choices and warnings in the order of discovery
   */
  public List<Notice> notices() {
    return dataset.notices();
  }
}
