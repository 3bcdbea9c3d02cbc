package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code embeddings} of the identity. */
final class EmbeddingsCheck {
  private static final Set<String> MEMBERS =
      Set.of("available_dimensions", "default_dimension", "files");

  private final Findings findings;
  private final List<IdentityModel.PointsFile> points = new ArrayList<>();
  private final Set<Integer> dimensions = new TreeSet<>();

  EmbeddingsCheck(Findings findings) {
    this.findings = findings;
  }

  /** The points files that are declared. */
  List<IdentityModel.PointsFile> points() {
    return points;
  }

  /** The dimensions that are declared, as far as they are any. */
  Set<Integer> dimensions() {
    return dimensions;
  }

  void check(Spot embeddings) {
    if (!Members.check(findings, Rule.EMBEDDINGS, embeddings, MEMBERS, Set.of())) {
      return;
    }
    Optional<Spot> available = embeddings.member("available_dimensions");
    if (available.isPresent() && isDimensions(findings, Rule.EMBEDDINGS, available.get())) {
      for (Spot item : available.get().items()) {
        dimensions.add((int) item.count().orElseThrow());
      }
    }
    Optional<Spot> byDefault = embeddings.member("default_dimension");
    if (byDefault.isPresent()) {
      checkDefault(byDefault.get());
    }
    Optional<Spot> files = embeddings.member("files");
    if (files.isPresent()) {
      points.addAll(
          files(findings, Rule.EMBEDDING_FILES, files.get(), dimensions, Optional.empty()));
    }
  }

  /** Requires an array of dimensions. */
  static boolean isDimensions(Findings findings, Rule rule, Spot list) {
    return findings.require(
        rule,
        isAscending(list) && list.size() > 0,
        list,
        "an ascending array of dimensions out of 1, 2, 3, at least one");
  }

  /** Whether an array holds dimensions in strictly ascending order. */
  private static boolean isAscending(Spot list) {
    long last = 0;
    for (Spot item : list.items()) {
      if (!item.isWhole(last + 1, Layout.MAX_DIMENSION)) {
        return false;
      }
      last = item.count().orElseThrow();
    }
    return list.isArray();
  }

  /**
   * Checks an object with a path for each dimension.
   *
   * @param dimensions those that must be there; if empty, whatever is there is taken
   * @param name what the files show; the dimension if absent
   */
  static List<IdentityModel.PointsFile> files(
      Findings findings, Rule rule, Spot files, Set<Integer> dimensions, Optional<String> name) {
    List<IdentityModel.PointsFile> points = new ArrayList<>();
    if (!findings.require(rule, files.isObject(), files, "an object")) {
      return points;
    }
    for (int dimension : dimensions) {
      String key = dimension + "d";
      if (!findings.holds(rule, files.member(key).isPresent())) {
        findings.add(rule, files, "the member '" + key + "'", "none");
      }
    }
    for (String key : files.names()) {
      Spot path = files.member(key).orElseThrow();
      int dimension = key.matches("[1-3]d") ? key.charAt(0) - '0' : 0;
      boolean known = dimensions.isEmpty() ? dimension > 0 : dimensions.contains(dimension);
      findings.require(rule, known, path, "no member of such a name");
      if (isPath(findings, path) && known) {
        points.add(
            new IdentityModel.PointsFile(
                path, name.orElse(key), dimension, path.text().orElseThrow()));
      }
    }
    return points;
  }

  private static boolean isPath(Findings findings, Spot path) {
    String text = path.text().orElse("");
    return findings.require(
        Rule.IDENTITY_PATH,
        PathText.isUrlSafe(text),
        path,
        "a relative path inside the export, of characters that are safe in a URL");
  }

  private void checkDefault(Spot spot) {
    boolean listed =
        spot.isWhole(1, Layout.MAX_DIMENSION)
            && (dimensions.isEmpty() || dimensions.contains((int) spot.count().orElseThrow()));
    if (findings.require(Rule.EMBEDDINGS, listed, spot, "one of the dimensions " + dimensions)
        && !dimensions.isEmpty()) {
      int largest = ((TreeSet<Integer>) dimensions).last();
      findings.require(
          Rule.DEFAULT_DIMENSION,
          spot.isWhole(largest, largest),
          spot,
          largest + ", the largest dimension");
    }
  }
}
