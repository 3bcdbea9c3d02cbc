package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the top of a file says of the file as a whole. */
final class RootChecks {
  private RootChecks() {}

  /** Opens the top group, and turns away files of another kind. */
  static HdfGroup root(HdfContainer container) throws IOException {
    if (!(container.root() instanceof HdfGroup root)) {
      throw new MalformedH5adException(
          container.name(), "/", "a group at the top", "something else");
    }
    Optional<String> tag = root.textAttribute("encoding-type");
    boolean several = root.names().contains("mod") && !root.names().contains("X");
    if (several || tag.filter("MuData"::equals).isPresent()) {
      throw root.unsupported(
          "a MuData file of several modalities",
          "write one of them as .h5ad, for example mdata.mod['rna'].write_h5ad(path)");
    }
    return root;
  }

  static H5adSummary.Generation generation(HdfGroup root) throws IOException {
    if (root.textAttribute("encoding-type").filter("anndata"::equals).isPresent()) {
      return H5adSummary.Generation.FROM_0_8;
    }
    Optional<HdfObject> obs = root.child("obs");
    return obs.isPresent() && obs.get() instanceof HdfDataset
        ? H5adSummary.Generation.UP_TO_0_6
        : H5adSummary.Generation.FROM_0_7;
  }

  static List<String> unsNames(HdfGroup root) throws IOException {
    Optional<HdfObject> uns = root.child("uns");
    return uns.isPresent() && uns.get() instanceof HdfGroup group
        ? group.names().stream().sorted().toList()
        : List.of();
  }
}
