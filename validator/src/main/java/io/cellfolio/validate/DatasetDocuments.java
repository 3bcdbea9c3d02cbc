package io.cellfolio.validate;

import io.cellfolio.format.Compression;
import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.Layout;
import io.cellfolio.format.LayoutDetector;
import io.cellfolio.format.MalformedDatasetException;
import io.cellfolio.format.ManifestCodec;
import io.cellfolio.format.ObsManifest;
import io.cellfolio.format.VarManifest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The documents of one export, which agree about the number of cells and the compression.
 *
 * @param layout the layout that they are written in
 * @param evidence why it was taken for that, one sentence each
 * @param identity {@link Layout#IDENTITY_FILE}
 * @param obs {@link Layout#OBS_MANIFEST_FILE}
 * @param var {@link Layout#VAR_MANIFEST_FILE}
 * @param connectivity {@link Layout#CONNECTIVITY_MANIFEST_FILE}
 */
record DatasetDocuments(
    Layout layout,
    List<String> evidence,
    DatasetIdentity identity,
    ObsManifest obs,
    Optional<VarManifest> var,
    Optional<ConnectivityManifest> connectivity) {

  /** Copies the list. */
  DatasetDocuments {
    evidence = List.copyOf(evidence);
  }

  /**
   * Reads the documents of a directory.
   *
   * @throws IOException when one is missing, damaged, contradicts another, or cannot be read
   */
  static DatasetDocuments read(DatasetDirectory directory) throws IOException {
    byte[] identity = directory.requiredDocument(Layout.IDENTITY_FILE);
    byte[] obs = directory.requiredDocument(Layout.OBS_MANIFEST_FILE);
    Optional<byte[]> var = directory.document(Layout.VAR_MANIFEST_FILE);
    Optional<byte[]> connectivity = directory.document(Layout.CONNECTIVITY_MANIFEST_FILE);
    LayoutDetector.Detection detection = LayoutDetector.detect(identity, obs, var, connectivity);
    ManifestCodec codec = ManifestCodec.of(detection.layout());
    DatasetDocuments documents =
        new DatasetDocuments(
            detection.layout(),
            detection.evidence(),
            codec.readIdentity(identity),
            codec.readObs(obs),
            var.isPresent() ? Optional.of(codec.readVar(var.get())) : Optional.empty(),
            connectivity.isPresent()
                ? Optional.of(codec.readConnectivity(connectivity.get()))
                : Optional.empty());
    documents.checkAgreement();
    return documents;
  }

  private void checkAgreement() throws MalformedDatasetException {
    checkCells(Layout.OBS_MANIFEST_FILE, "/n_points", obs.nPoints());
    if (var.isPresent()) {
      checkCells(Layout.VAR_MANIFEST_FILE, "/n_points", var.get().nPoints());
      checkCompression(Layout.VAR_MANIFEST_FILE, var.get().compression());
    }
    if (connectivity.isPresent()) {
      checkCells(Layout.CONNECTIVITY_MANIFEST_FILE, "/n_cells", connectivity.get().nCells());
      checkCompression(Layout.CONNECTIVITY_MANIFEST_FILE, connectivity.get().compression());
    }
  }

  private void checkCells(String file, String pointer, long found)
      throws MalformedDatasetException {
    long expected = identity.stats().nCells();
    if (found != expected) {
      throw new MalformedDatasetException(
          file,
          pointer,
          "expected %d, the n_cells of %s, found %d"
              .formatted(expected, Layout.IDENTITY_FILE, found));
    }
  }

  private void checkCompression(String file, Compression found) throws MalformedDatasetException {
    if (!found.equals(obs.compression())) {
      throw new MalformedDatasetException(
          file,
          "/compression",
          "expected %s as in %s, found %s"
              .formatted(text(obs.compression()), Layout.OBS_MANIFEST_FILE, text(found)));
    }
  }

  private static String text(Compression compression) {
    return compression.gzipped() ? String.valueOf(compression.level().getAsInt()) : "null";
  }
}
