package io.cellfolio.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code obs_fields} of the identity. */
final class ObsEntriesCheck {
  private static final String CONTINUOUS = "continuous";
  private static final String CATEGORY = "category";

  private final Findings findings;
  private List<IdentityModel.ObsEntry> entries;

  ObsEntriesCheck(Findings findings) {
    this.findings = findings;
  }

  /** The entries that make sense, or empty when there is no list. */
  Optional<List<IdentityModel.ObsEntry>> entries() {
    return Optional.ofNullable(entries);
  }

  void check(Spot list, Optional<Spot> stats) {
    if (!findings.require(Rule.IDENTITY_OBS_FIELDS, list.isArray(), list, "an array")) {
      return;
    }
    entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Spot item : list.items()) {
      checkEntry(item, keys);
    }
    long categorical = 0;
    for (IdentityModel.ObsEntry entry : entries) {
      categorical += entry.nCategories().isPresent() ? 1 : 0;
    }
    if (entries.size() == list.size()) {
      checkCount(list, stats, "n_obs_fields", list.size(), "fields");
      checkCount(list, stats, "n_categorical_fields", categorical, "category fields");
      checkCount(
          list, stats, "n_continuous_fields", list.size() - categorical, "continuous fields");
    }
  }

  private void checkCount(Spot list, Optional<Spot> stats, String member, long found, String what) {
    OptionalLong expected =
        stats.isPresent() ? StatsCheck.count(stats.get(), member) : OptionalLong.empty();
    if (expected.isPresent()
        && !findings.holds(Rule.IDENTITY_OBS_FIELDS, expected.getAsLong() == found)) {
      findings.add(
          Rule.IDENTITY_OBS_FIELDS,
          list,
          expected.getAsLong() + " " + what + " as stats." + member + " says",
          String.valueOf(found));
    }
  }

  private void checkEntry(Spot entry, Set<String> keys) {
    Optional<Spot> kind = entry.member("kind");
    boolean category = kind.isPresent() && kind.get().isText(CATEGORY);
    Set<String> required = category ? Set.of("key", "kind", "n_categories") : Set.of("key", "kind");
    if (!Members.check(findings, Rule.IDENTITY_OBS_FIELDS, entry, required, Set.of())) {
      return;
    }
    boolean good = true;
    if (kind.isPresent()) {
      good =
          findings.require(
              Rule.IDENTITY_OBS_FIELDS,
              category || kind.get().isText(CONTINUOUS),
              kind.get(),
              "\"continuous\" or \"category\"");
    }
    Optional<Spot> key = entry.member("key");
    if (key.isPresent()) {
      good &=
          findings.require(
              Rule.IDENTITY_OBS_FIELDS,
              key.get().isVisibleText(),
              key.get(),
              "a string that is not blank");
      findings.require(
          Rule.IDENTITY_OBS_FIELDS,
          key.get().text().isEmpty() || keys.add(key.get().text().get()),
          key.get(),
          "a key that no other entry has");
    }
    OptionalLong count = OptionalLong.empty();
    if (category && entry.member("n_categories").isPresent()) {
      Spot spot = entry.member("n_categories").orElseThrow();
      count = spot.count();
      good &=
          findings.require(
              Rule.IDENTITY_OBS_FIELDS, count.isPresent(), spot, "a count of categories");
    }
    if (good && key.isPresent() && kind.isPresent() && category == count.isPresent()) {
      entries.add(new IdentityModel.ObsEntry(entry, key.get().text().orElseThrow(), count));
    }
  }
}
