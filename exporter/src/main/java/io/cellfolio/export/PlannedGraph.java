package io.cellfolio.export;

import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.NeighborEdges;
import java.util.ArrayList;
import java.util.List;

/**
 * The neighbor graph of an export.
 *
 * @param key the obsp key that it comes from
 * @param edges every edge once
 * @param manifest the document that describes them
 */
record PlannedGraph(String key, NeighborEdges edges, ConnectivityManifest manifest)
    implements PlannedSection {

  @Override
  public SectionName name() {
    return SectionName.CONNECTIVITY;
  }

  @Override
  public List<PlannedPayload> payloads() {
    long n = manifest.nEdges();
    SampleType type = manifest.indexType();
    List<PlannedPayload> payloads = new ArrayList<>();
    payloads.add(new PlannedPayload(SectionName.CONNECTIVITY, manifest.sourcesPath(), type, n));
    payloads.add(
        new PlannedPayload(SectionName.CONNECTIVITY, manifest.destinationsPath(), type, n));
    if (manifest.weightsPath().isPresent()) {
      String path = manifest.weightsPath().get();
      payloads.add(new PlannedPayload(SectionName.CONNECTIVITY, path, SampleType.F64, n));
    }
    return payloads;
  }
}
