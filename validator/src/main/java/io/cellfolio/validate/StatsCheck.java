package io.cellfolio.validate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code stats} of the identity. */
final class StatsCheck {
  private static final List<String> COUNTS =
      List.of("n_cells", "n_genes", "n_obs_fields", "n_categorical_fields", "n_continuous_fields");
  private static final Set<String> MEMBERS =
      Set.of(
          "n_cells",
          "n_genes",
          "n_obs_fields",
          "n_categorical_fields",
          "n_continuous_fields",
          "has_connectivity",
          "n_edges");

  private StatsCheck() {}

  static IdentityModel.Stats check(Spot stats, Findings findings) {
    if (!Members.check(findings, Rule.STATS_MEMBERS, stats, MEMBERS, Set.of())) {
      return IdentityModel.Stats.NONE;
    }
    for (String name : COUNTS) {
      Optional<Spot> spot = stats.member(name);
      if (spot.isPresent()) {
        findings.require(
            Rule.STATS_MEMBERS,
            spot.get().count().isPresent(),
            spot.get(),
            "a whole number from 0 to 2^53 - 1");
      }
    }
    checkSum(stats, findings);
    checkEdges(stats, findings);
    OptionalLong nCells = count(stats, "n_cells");
    if (nCells.isPresent()) {
      findings.require(
          Rule.NO_CELLS,
          nCells.getAsLong() > 0,
          stats.member("n_cells").orElseThrow(),
          "at least one cell");
    }
    return new IdentityModel.Stats(
        Optional.of(stats),
        nCells,
        count(stats, "n_genes"),
        stats.flag("has_connectivity"),
        count(stats, "n_edges"));
  }

  static OptionalLong count(Spot object, String name) {
    Optional<Spot> spot = object.member(name);
    return spot.isPresent() ? spot.get().count() : OptionalLong.empty();
  }

  private static void checkSum(Spot stats, Findings findings) {
    OptionalLong all = count(stats, "n_obs_fields");
    OptionalLong categorical = count(stats, "n_categorical_fields");
    OptionalLong continuous = count(stats, "n_continuous_fields");
    if (all.isPresent() && categorical.isPresent() && continuous.isPresent()) {
      long sum = categorical.getAsLong() + continuous.getAsLong();
      findings.require(
          Rule.STATS_SUM,
          all.getAsLong() == sum,
          stats.member("n_obs_fields").orElseThrow(),
          sum
              + " ("
              + categorical.getAsLong()
              + " categorical + "
              + continuous.getAsLong()
              + " continuous)");
    }
  }

  private static void checkEdges(Spot stats, Findings findings) {
    Optional<Spot> connected = stats.member("has_connectivity");
    Optional<Spot> edges = stats.member("n_edges");
    if (connected.isPresent()
        && findings.require(
            Rule.STATS_EDGES, connected.get().flag().isPresent(), connected.get(), "true or false")
        && edges.isPresent()) {
      boolean graph = connected.get().flag().orElseThrow();
      findings.require(
          Rule.STATS_EDGES,
          graph ? edges.get().count().isPresent() : edges.get().isNull(),
          edges.get(),
          graph
              ? "a count, because has_connectivity is true"
              : "null, because has_connectivity is false");
    }
  }
}
