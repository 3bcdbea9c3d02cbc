package io.cellfolio.validate;

import io.cellfolio.format.FileNames;
import io.cellfolio.format.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that meet in one file, and payloads that meet in one path.
 *
 * <p>Normative text: {@code docs/format/directory.md}, section "Safe names"; {@code reader.md}, V66
 * and NK1 to NK3.
 */
final class NamesCheck {
  private final Findings findings;

  private NamesCheck(Findings findings) {
    this.findings = findings;
  }

  static void check(
      LayoutTerms terms, ObsModel obs, Optional<VarModel> var, Dataset dataset, Findings findings) {
    NamesCheck names = new NamesCheck(findings);
    if (terms.has(Rule.SAFE_NAME_SHARED)) {
      List<Key> keys = new ArrayList<>();
      addAll(keys, obs.continuous());
      for (CategoryField field : obs.categorical()) {
        add(keys, field.at(), field.key());
      }
      names.checkAxis(keys);
      keys.clear();
      if (var.isPresent()) {
        addAll(keys, var.get().genes());
      }
      names.checkAxis(keys);
    }
    names.checkPaths(dataset);
  }

  private static void addAll(List<Key> keys, List<ValueField> fields) {
    for (ValueField field : fields) {
      add(keys, field.at(), field.key());
    }
  }

  private static void add(List<Key> keys, Spot at, Optional<String> key) {
    if (key.isPresent()) {
      keys.add(new Key(at, key.get()));
    }
  }

  /**
   * A key of an axis.
   *
   * @param at its tuple
   * @param text the key
   */
  private record Key(Spot at, String text) {}

  private void checkAxis(List<Key> keys) {
    Map<String, String> bySafeName = new HashMap<>();
    Map<String, String> byLowerCase = new HashMap<>();
    Set<String> texts = new HashSet<>();
    for (Key key : keys) {
      if (!texts.add(key.text())) {
        continue;
      }
      String safe = FileNames.sanitize(key.text());
      String other = bySafeName.putIfAbsent(safe, key.text());
      if (!findings.holds(Rule.SAFE_NAME_SHARED, other == null)) {
        findings.add(
            Rule.SAFE_NAME_SHARED,
            key.at(),
            "a key with a safe name of its own",
            "%s, which shares the name %s with %s"
                .formatted(Shown.name(key.text()), safe, Shown.name(other)));
        continue;
      }
      String lower = byLowerCase.putIfAbsent(safe.toLowerCase(Locale.ROOT), key.text());
      if (!findings.holds(Rule.SAFE_NAME_CASE, lower == null)) {
        findings.add(
            Rule.SAFE_NAME_CASE,
            key.at(),
            "a safe name that differs by more than upper and lower case",
            "%s beside %s".formatted(Shown.name(key.text()), Shown.name(lower)));
      }
      boolean portable = !FileNames.isWindowsDevice(safe) && !safe.endsWith(".");
      if (!findings.holds(Rule.SAFE_NAME_DEVICE, portable)) {
        findings.add(
            Rule.SAFE_NAME_DEVICE, key.at(), "a name that Windows can store", Shown.name(safe));
      }
    }
  }

  private void checkPaths(Dataset dataset) {
    Map<String, Spot> byPath = new HashMap<>();
    for (String document : Documents.names()) {
      byPath.put(document, Spot.root(document, new Json.Nothing()));
    }
    for (Payload payload : dataset.payloads()) {
      Spot other = byPath.putIfAbsent(payload.path(), payload.declaredAt());
      boolean reported =
          other != null
              && dataset.terms().has(Rule.SAFE_NAME_SHARED)
              && isOfAxis(payload.path())
              && other.file().equals(payload.declaredAt().file());
      if (!findings.holds(Rule.SAME_PATH, other == null || reported)) {
        findings.add(
            Rule.SAME_PATH,
            payload.declaredAt(),
            "a path that no other payload and no document has",
            "%s, which is also that of %s%s"
                .formatted(Shown.name(payload.path()), other.file(), other.pointer()));
      }
    }
  }

  /** Equal keys and equal safe names of an axis have rules of their own. */
  private static boolean isOfAxis(String path) {
    return path.startsWith(Layout.OBS_DIRECTORY + "/")
        || path.startsWith(Layout.VAR_DIRECTORY + "/");
  }
}
