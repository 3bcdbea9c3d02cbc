package io.cellfolio.validate;

import io.cellfolio.format.ConnectivityManifest;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code connectivity_manifest.json} by itself.
 *
 * <p>Normative text: {@code docs/format/connectivity.md}; {@code reader.md}, V53, V54.
 */
final class ConnectivityCheck {
  private static final List<String> PATHS =
      List.of("sourcesPath", "destinationsPath", "weightsPath");
  private static final List<SampleType> INDEX_TYPES = List.of(SampleType.U16, SampleType.U32);
  private static final long MOST_CELLS = 1L << 32;
  private static final long MOST_BYTES = 512L << 20;

  private final LayoutTerms terms;
  private final Findings findings;

  private ConnectivityCheck(LayoutTerms terms, Findings findings) {
    this.terms = terms;
    this.findings = findings;
  }

  static GraphModel check(Spot root, LayoutTerms terms, Findings findings) {
    return new ConnectivityCheck(terms, findings).check(root);
  }

  private GraphModel check(Spot root) {
    Members.check(findings, Rule.GRAPH_MEMBERS, root, terms.graphMembers(), Set.of());
    Rule rule = Rule.GRAPH_MEMBERS;
    Members.constant(findings, rule, root, "format", ConnectivityManifest.FORMAT);
    SettingsCheck.checkCompression(findings, rule, root);
    if (terms.has(LayoutTerms.Trait.WEIGHTED_EDGES)) {
      Members.constant(findings, rule, root, "weight_dtype", SampleType.F64.dtype());
      Members.constant(findings, rule, root, "weight_bytes", SampleType.F64.bytes());
    }
    OptionalLong nCells = count(root, "n_cells", 1, MOST_CELLS);
    OptionalLong nEdges = count(root, "n_edges", 0, (long) Json.Num.MAX_SAFE);
    OptionalLong neighbors = count(root, "max_neighbors", 0, (long) Json.Num.MAX_SAFE);
    if (nCells.isPresent() && nEdges.isPresent()) {
      checkCounts(root, nCells.getAsLong(), nEdges.getAsLong(), neighbors);
    }
    Optional<SampleType> type = checkWidth(root, nCells);
    if (nCells.isPresent() && nEdges.isPresent() && terms.has(Rule.GRAPH_WORKING_SET)) {
      checkWorkingSet(root, nCells.getAsLong(), nEdges.getAsLong(), type);
    }
    return new GraphModel(root, nCells, nEdges, neighbors, type, checkPaths(root));
  }

  private OptionalLong count(Spot root, String member, long least, long most) {
    Optional<Spot> spot = root.member(member);
    if (spot.isEmpty()
        || !findings.require(
            Rule.GRAPH_COUNTS,
            spot.get().isWhole(least, most),
            spot.get(),
            "a whole number from " + least + " to " + most)) {
      return OptionalLong.empty();
    }
    return spot.get().count();
  }

  private void checkCounts(Spot root, long nCells, long nEdges, OptionalLong neighbors) {
    double mostEdges = (double) nCells * (nCells - 1) / 2;
    Spot edges = root.member("n_edges").orElseThrow();
    if (!findings.holds(Rule.GRAPH_COUNTS, nEdges <= mostEdges)) {
      findings.add(
          Rule.GRAPH_COUNTS,
          edges,
          "at most %.0f edges between %d cells".formatted(mostEdges, nCells),
          edges.shown());
      return;
    }
    if (neighbors.isEmpty()) {
      return;
    }
    long found = neighbors.getAsLong();
    // The reference writer of the keyed layout counts a cell as its own neighbor.
    long most =
        terms.has(LayoutTerms.Trait.SELF_LOOPS_COUNTED) ? nCells : Math.min(nCells - 1, nEdges);
    boolean zero =
        (found == 0) == (nEdges == 0)
            || (terms.has(LayoutTerms.Trait.SELF_LOOPS_COUNTED) && nEdges == 0);
    findings.require(
        Rule.GRAPH_COUNTS,
        found <= most && zero,
        root.member("max_neighbors").orElseThrow(),
        nEdges == 0 ? "0, because there are no edges" : "1 to " + most);
  }

  private Optional<SampleType> checkWidth(Spot root, OptionalLong nCells) {
    Optional<Spot> dtype = root.member("index_dtype");
    if (dtype.isEmpty()) {
      return Optional.empty();
    }
    Optional<SampleType> type = dtype.get().type(INDEX_TYPES);
    if (!findings.require(
        Rule.GRAPH_INDEX_WIDTH, type.isPresent(), dtype.get(), "\"uint16\" or \"uint32\"")) {
      return type;
    }
    Optional<Spot> bytes = root.member("index_bytes");
    if (bytes.isPresent()) {
      int width = type.get().bytes();
      findings.require(
          Rule.GRAPH_INDEX_WIDTH,
          bytes.get().isWhole(width, width),
          bytes.get(),
          width + ", because the type is " + type.get().dtype());
    }
    if (nCells.isPresent()) {
      Optional<SampleType> smallest = smallest(nCells.getAsLong());
      findings.require(
          Rule.GRAPH_INDEX_WIDTH,
          smallest.isEmpty() || smallest.equals(type),
          dtype.get(),
          (smallest.isPresent() ? smallest.get().dtype() : "?")
              + " for "
              + nCells.getAsLong()
              + " cells");
    }
    return type;
  }

  private Optional<SampleType> smallest(long nCells) {
    try {
      return Optional.of(terms.layout().edgeIndexType(nCells));
    } catch (IllegalArgumentException e) {
      // More cells than the layout has indices for; the counts say so.
      return Optional.empty();
    }
  }

  private void checkWorkingSet(Spot root, long nCells, long nEdges, Optional<SampleType> type) {
    long perEdge = type.equals(Optional.of(SampleType.U16)) ? 48 : 44;
    double bytes = (double) perEdge * nEdges + 4d * nCells;
    if (!findings.holds(Rule.GRAPH_WORKING_SET, bytes <= MOST_BYTES)) {
      findings.add(
          Rule.GRAPH_WORKING_SET,
          root.member("n_edges").orElseThrow(),
          "a working set of at most " + Shown.count(MOST_BYTES) + " bytes",
          Shown.count((long) bytes));
    }
  }

  private Map<String, Spot> checkPaths(Spot root) {
    Map<String, Spot> paths = new HashMap<>();
    Set<String> seen = new HashSet<>();
    Optional<Boolean> gzipped = ObsCheck.gzipped(root);
    for (String member : PATHS) {
      Optional<Spot> spot = root.member(member);
      if (spot.isEmpty() || !terms.graphMembers().contains(member)) {
        continue;
      }
      String path = spot.get().text().orElse("");
      boolean safe = PathText.isPatternSafe(path);
      boolean suffixed = gzipped.isEmpty() || path.endsWith(".gz") == gzipped.get();
      boolean good =
          findings.require(
              Rule.GRAPH_PATHS,
              safe && suffixed && seen.add(path),
              spot.get(),
              "a relative path inside the export that no other payload has" + ending(gzipped));
      if (safe) {
        findings.require(
            Rule.PAYLOAD_FOLDER,
            !good || PathText.folder(path).equals(Layout.CONNECTIVITY_DIRECTORY + "/"),
            spot.get(),
            "a path in " + Layout.CONNECTIVITY_DIRECTORY + "/");
        paths.put(member, spot.get());
      }
    }
    return paths;
  }

  private static String ending(Optional<Boolean> gzipped) {
    if (gzipped.isEmpty()) {
      return "";
    }
    return gzipped.get() ? ", ending in .gz" : ", not ending in .gz";
  }
}
