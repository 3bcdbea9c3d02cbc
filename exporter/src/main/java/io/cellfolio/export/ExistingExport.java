package io.cellfolio.export;

import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.Layout;
import io.cellfolio.format.LayoutDetector;
import io.cellfolio.format.ManifestCodec;
import io.cellfolio.format.ObsManifest;
import io.cellfolio.format.VarManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The export that stands at the target already.
 *
 * @param root its directory
 * @param layout its layout
 * @param identity its identity document
 * @param obs its obs manifest
 * @param genes its var manifest
 * @param graph its connectivity manifest
 * @param files every file in it, relative to the root
 */
record ExistingExport(
    Path root,
    Layout layout,
    DatasetIdentity identity,
    ObsManifest obs,
    Optional<VarManifest> genes,
    Optional<ConnectivityManifest> graph,
    Set<String> files) {

  private static final long MAX_DOCUMENT_BYTES = 64L << 20;

  /** Whether anything stands at a target that must not be lost. */
  static boolean stands(Path target) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> children = Files.list(target)) {
      return children.findAny().isPresent();
    }
  }

  /** Whether a directory claims to be an export. */
  static boolean looksLikeOne(Path target) {
    return Files.isRegularFile(target.resolve(Layout.IDENTITY_FILE), LinkOption.NOFOLLOW_LINKS);
  }

  static ExistingExport read(Path root) throws IOException {
    byte[] identity = document(root, Layout.IDENTITY_FILE).orElseThrow();
    byte[] obs =
        document(root, Layout.OBS_MANIFEST_FILE)
            .orElseThrow(() -> new IOException(Layout.OBS_MANIFEST_FILE + ": missing"));
    Optional<byte[]> genes = document(root, Layout.VAR_MANIFEST_FILE);
    Optional<byte[]> graph = document(root, Layout.CONNECTIVITY_MANIFEST_FILE);
    Layout layout = LayoutDetector.detect(identity, obs, genes, graph).layout();
    ManifestCodec codec = ManifestCodec.of(layout);
    Optional<VarManifest> varManifest = Optional.empty();
    if (genes.isPresent()) {
      varManifest = Optional.of(codec.readVar(genes.get()));
    }
    Optional<ConnectivityManifest> connectivity = Optional.empty();
    if (graph.isPresent()) {
      connectivity = Optional.of(codec.readConnectivity(graph.get()));
    }
    return new ExistingExport(
        root,
        layout,
        codec.readIdentity(identity),
        codec.readObs(obs),
        varManifest,
        connectivity,
        list(root));
  }

  private static Optional<byte[]> document(Path root, String name) throws IOException {
    Path file = root.resolve(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(name + ": not a plain file");
    }
    if (Files.size(file) > MAX_DOCUMENT_BYTES) {
      throw new IOException(name + ": larger than " + MAX_DOCUMENT_BYTES + " bytes");
    }
    return Optional.of(Files.readAllBytes(file));
  }

  private static Set<String> list(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> root.relativize(path).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
