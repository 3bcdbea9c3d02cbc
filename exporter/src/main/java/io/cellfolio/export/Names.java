package io.cellfolio.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the names of one axis fit to stand beside each other, or says why they cannot.
 *
 * <p>Normative text: {@code docs/format/decisions.md}.
 */
final class Names {
  private static final int MOST_LISTED = 20;

  private final String axis;
  private final LayoutRules rules;
  private final DuplicateNames duplicates;
  private final Findings findings;

  /**
   * Settles names of one axis.
   *
   * @param axis what the names are, for messages: {@code obs column} or {@code gene}
   */
  Names(String axis, LayoutRules rules, DuplicateNames duplicates, Findings findings) {
    this.axis = axis;
    this.rules = rules;
    this.duplicates = duplicates;
    this.findings = findings;
  }

  /**
   * Checks and, where asked to, renames.
   *
   * @param names names in export order
   * @param columns where each name stands in the source, for messages
   * @return names in export order, all different
   */
  List<String> settle(List<String> names, int[] columns) {
    reportUnusable(names, columns);
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String identity = rules.identity(names.get(i));
      List<Integer> group = groups.get(identity);
      if (group == null) {
        group = new ArrayList<>(1);
        groups.put(identity, group);
      }
      group.add(i);
    }
    if (groups.size() == names.size()) {
      return names;
    }
    if (duplicates == DuplicateNames.FAIL) {
      reportCollisions(names, columns, groups);
      return names;
    }
    return rename(names, columns, groups);
  }

  private void reportUnusable(List<String> names, int[] columns) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty()) {
        findings.add(
            Problem.data("%s %d has an empty name; give it one".formatted(axis, columns[i])));
        continue;
      }
      Optional<String> why = rules.nameProblem(name);
      if (why.isPresent()) {
        String begin = name.substring(0, Math.min(40, name.length()));
        findings.add(
            Problem.data("%s %d '%s...' %s".formatted(axis, columns[i], begin, why.get())));
      }
    }
  }

  private void reportCollisions(
      List<String> names, int[] columns, Map<String, List<Integer>> groups) {
    StringBuilder text = new StringBuilder();
    int collisions = 0;
    for (List<Integer> members : groups.values()) {
      if (members.size() < 2) {
        continue;
      }
      collisions++;
      if (collisions <= MOST_LISTED) {
        text.append("\n  ");
        for (int i = 0; i < members.size(); i++) {
          int member = members.get(i);
          text.append(i == 0 ? "" : ", ")
              .append('\'')
              .append(names.get(member))
              .append("' (column ")
              .append(columns[member])
              .append(')');
        }
      }
    }
    if (collisions > MOST_LISTED) {
      text.append("\n  ... and ").append(collisions - MOST_LISTED).append(" more");
    }
    findings.add(
        Problem.data(
            "%d %s name%s would collide in the export; --duplicates suffix renames later ones:%s"
                .formatted(collisions, axis, collisions == 1 ? "" : "s", text)));
  }

  private List<String> rename(
      List<String> names, int[] columns, Map<String, List<Integer>> groups) {
    List<String> renamed = new ArrayList<>(names);
    Set<String> taken = new TreeSet<>(groups.keySet());
    for (List<Integer> members : groups.values()) {
      int suffix = 1;
      for (int member : members.subList(1, members.size())) {
        String candidate;
        do {
          candidate = names.get(member) + "-" + suffix++;
        } while (!taken.add(rules.identity(candidate)));
        renamed.set(member, candidate);
        findings.add(
            Notice.renamed(
                "%s '%s' (column %d) is exported as '%s'"
                    .formatted(axis, names.get(member), columns[member], candidate)));
      }
    }
    return renamed;
  }
}
