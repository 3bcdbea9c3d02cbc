package io.cellfolio.export;

import java.util.List;

/** One part of a planned export. */
sealed interface PlannedSection
    permits PlannedPoints, PlannedObs, PlannedGenes, PlannedGraph, PlannedVectors {

  /** The part. */
  SectionName name();

  /** Its payload files, in the order of the manifest. */
  List<PlannedPayload> payloads();
}
