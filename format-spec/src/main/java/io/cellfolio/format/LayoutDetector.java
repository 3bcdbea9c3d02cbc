package io.cellfolio.format;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which layout an export has. Both layouts write the same version numbers, so only the
 * shape of the documents tells: {@code {key}} or {@code {index}} in path patterns, tuples that
 * begin with a string or a number, edges without or with weights, {@code "auto"} as category type,
 * and what vector files are named after. Where an export has nothing that could differ, a category
 * type other than {@code "auto"} speaks for the indexed layout, which must always record one.
 *
 * <p>Normative text: {@code docs/format/directory.md}, section "Telling the layouts apart".
 */
public final class LayoutDetector {

  /**
   * A decision and its reasons.
   *
   * @param layout the layout that all evidence speaks for
   * @param evidence at least one sentence, each naming a place in a document
   */
  public record Detection(Layout layout, List<String> evidence) {
    /** Copies the list. */
    public Detection {
      Objects.requireNonNull(layout, "layout");
      evidence = List.copyOf(evidence);
    }
  }

  private LayoutDetector() {}

  /**
   * Decides from the documents of an export, which need not be valid otherwise.
   *
   * @param identity {@code dataset_identity.json}
   * @param obs {@code obs_manifest.json}
   * @param var {@code var_manifest.json}, where there is one
   * @param connectivity {@code connectivity_manifest.json}, where there is one
   * @return the layout and why
   * @throws MalformedDatasetException when a document is not strict JSON
   * @throws UnsupportedLayoutException when nothing speaks for a layout, or something for each
   */
  public static Detection detect(
      byte[] identity, byte[] obs, Optional<byte[]> var, Optional<byte[]> connectivity)
      throws MalformedDatasetException, UnsupportedLayoutException {
    LayoutEvidence evidence = new LayoutEvidence();
    evidence.ofIdentity(JsonDocument.parse(Layout.IDENTITY_FILE, identity));
    evidence.ofObs(JsonDocument.parse(Layout.OBS_MANIFEST_FILE, obs));
    if (var.isPresent()) {
      evidence.ofVar(JsonDocument.parse(Layout.VAR_MANIFEST_FILE, var.get()));
    }
    if (connectivity.isPresent()) {
      evidence.ofConnectivity(
          JsonDocument.parse(Layout.CONNECTIVITY_MANIFEST_FILE, connectivity.get()));
    }
    if (evidence.clues().isEmpty()) {
      evidence.ofRecordedWidth(JsonDocument.parse(Layout.IDENTITY_FILE, identity));
    }
    return decide(evidence.clues());
  }

  private static Detection decide(List<LayoutEvidence.Clue> clues)
      throws UnsupportedLayoutException {
    Set<Layout> layouts = new LinkedHashSet<>();
    clues.forEach(clue -> layouts.add(clue.layout()));
    List<String> sentences = clues.stream().map(LayoutEvidence.Clue::sentence).toList();
    if (layouts.isEmpty()) {
      throw new UnsupportedLayoutException(
          "the documents tell no layout: expected a field, a gene, a graph or a vector field,"
              + " found none",
          sentences);
    }
    if (layouts.size() > 1) {
      throw new UnsupportedLayoutException(
          "the documents mix the keyed and the indexed layout", sentences);
    }
    return new Detection(layouts.iterator().next(), sentences);
  }
}
