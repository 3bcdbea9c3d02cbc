package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the top of a file says of the file as a whole. */
final class RootChecks {
  private static final String MODALITIES = "mod";
  private static final List<String> CELL_RANGER_PARTS = List.of("barcodes", "indptr", "indices");

  private RootChecks() {}

  /** Opens the group that holds the cells, and turns away files of another kind. */
  static HdfGroup root(HdfContainer container, Optional<String> modality) throws IOException {
    if (!(container.root() instanceof HdfGroup root)) {
      throw new MalformedH5adException(
          container.name(), "/", "a group at the top", "something else");
    }
    Optional<String> tag = root.textAttribute("encoding-type");
    boolean several = root.names().contains(MODALITIES) && !root.names().contains("X");
    if (several || tag.equals(Optional.of("MuData"))) {
      return modality(root, modality);
    }
    if (modality.isPresent()) {
      throw new NoSuchPartException(
          "modality",
          container.name() + ": no modality '" + modality.get() + "'; the file is no MuData file");
    }
    if (!root.names().contains("obs") || !root.names().contains("var")) {
      checkKind(root);
    }
    return root;
  }

  private static HdfGroup modality(HdfGroup root, Optional<String> wanted) throws IOException {
    Set<String> names =
        root.child(MODALITIES).orElse(root) instanceof HdfGroup group && group != root
            ? new TreeSet<>(group.names())
            : Set.of();
    if (names.isEmpty()) {
      throw root.malformed("a MuData file with modalities", root.describe());
    }
    if (wanted.isEmpty()) {
      throw root.unsupported(
          "a MuData file of several modalities at once",
          "choose one of " + String.join(", ", names) + " with --modality NAME");
    }
    Optional<HdfObject> chosen =
        names.contains(wanted.get())
            ? ((HdfGroup) root.child(MODALITIES).orElseThrow()).child(wanted.get())
            : Optional.empty();
    if (chosen.isPresent() && chosen.get() instanceof HdfGroup group) {
      return group;
    }
    throw new NoSuchPartException(
        "modality",
        root.container().name()
            + ": no modality '"
            + wanted.get()
            + "'; there is "
            + String.join(", ", names));
  }

  /** Turns away HDF5 files that other programs of the field write. */
  private static void checkKind(HdfGroup root) throws IOException {
    Set<String> names = root.names();
    if (names.contains("matrix") && names.contains("row_attrs") && names.contains("col_attrs")) {
      throw root.unsupported(
          "a loom file",
          "convert it with Python: anndata.read_loom('data.loom').write_h5ad('data.h5ad')");
    }
    if (names.contains("barcode_idx") && names.contains("umi")) {
      throw root.unsupported(
          "a Cell Ranger molecule file (molecule_info.h5)",
          "take filtered_feature_bc_matrix.h5 of the same run, and convert it to .h5ad");
    }
    if (names.contains("assays") && names.contains("meta.data")) {
      throw root.unsupported(
          "a Seurat file (.h5seurat)",
          "convert it in R: SeuratDisk::Convert('data.h5seurat', dest = 'h5ad')");
    }
    for (String name : names) {
      if (isCellRangerMatrix(root, name)) {
        throw root.unsupported(
            "a 10x Genomics matrix (Cell Ranger .h5)",
            "convert it with Python: scanpy.read_10x_h5('data.h5').write_h5ad('data.h5ad'), after"
                + " computing an embedding");
      }
    }
  }

  private static boolean isCellRangerMatrix(HdfGroup root, String name) {
    try {
      return root.child(name).orElse(root) instanceof HdfGroup group
          && group.names().containsAll(CELL_RANGER_PARTS);
    } catch (IOException e) {
      // A member that cannot be opened says nothing about the kind of the file.
      return false;
    }
  }

  static H5adSummary.Generation generation(HdfGroup root) throws IOException {
    if (root.textAttribute("encoding-type").equals(Optional.of("anndata"))) {
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
