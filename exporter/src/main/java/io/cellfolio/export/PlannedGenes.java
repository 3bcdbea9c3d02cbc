package io.cellfolio.export;

import io.cellfolio.format.Compression;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.source.GeneMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The genes of an export.
 *
 * @param nCells number of cells
 * @param matrix where the values are
 * @param names of the exported genes, in manifest order
 * @param columns column of each exported gene in the matrix
 * @param idColumn what the manifest records as the names' origin
 * @param type storage of the values
 * @param layout names the payloads
 * @param compression of the payloads
 */
record PlannedGenes(
    int nCells,
    GeneMatrix matrix,
    List<String> names,
    int[] columns,
    Optional<String> idColumn,
    SampleType type,
    Layout layout,
    Compression compression)
    implements PlannedSection {
  PlannedGenes {
    names = List.copyOf(names);
  }

  @Override
  public SectionName name() {
    return SectionName.VAR;
  }

  String path(int gene) {
    return layout.varValuesPath(gene, names.get(gene), type, compression);
  }

  @Override
  public List<PlannedPayload> payloads() {
    List<PlannedPayload> payloads = new ArrayList<>(names.size());
    for (int gene = 0; gene < names.size(); gene++) {
      payloads.add(new PlannedPayload(SectionName.VAR, path(gene), type, nCells));
    }
    return payloads;
  }
}
