package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The catalog of rules as a page for people, {@code docs/rules.md}. */
final class RuleDocument {
  private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("DOC", "Documents and layout");
    SECTIONS.put("ID", "Identity");
    SECTIONS.put("VEC", "Vector fields in the identity");
    SECTIONS.put("OBS", "Obs manifest");
    SECTIONS.put("VAR", "Var manifest");
    SECTIONS.put("GRAPH", "Connectivity manifest");
    SECTIONS.put("SET", "Agreement of documents");
    SECTIONS.put("KEY", "Keys as file names");
    SECTIONS.put("TEXT", "Texts that people see");
    SECTIONS.put("FILE", "The set of files");
    SECTIONS.put("LEN", "Lengths of payloads");
    SECTIONS.put("GZIP", "Compression of payloads");
    SECTIONS.put("DATA", "Values of payloads");
    SECTIONS.put("EDGE", "Edges");
    SECTIONS.put("CAT", "Catalogs, `datasets.json`");
    SECTIONS.put("SRC", "Comparison with the source, `--source`");
    SECTIONS.put("RUN", "The validation itself");
  }

  private static final String HEAD =
      """
      # The rules of `validate`

      Everything that [`cellfolio validate`](validation.md) looks at. Codes are stable: a rule keeps its code, and the code of a rule that
      is given up is not used again. `--only` and `--ignore` take a code, or a family such as `CF-GZIP`.

      | column | meaning |
      |---|---|
      | severity | *error*: a viewer of the layout refuses the export or a part of it, or shows what is not so; *warning*: it works and is probably not meant; *info*: worth knowing |
      | level | the first `--level` that runs the rule: *structure* reads documents and file names, *lengths* also sizes and gzip headers, *content* every byte |
      | layouts | the layouts that the rule is about |
      | spec | where the [specification](format/README.md) demands it |

      This page is made from the rules themselves. After a change of a rule:
      `./mvnw -pl validator -am test -Dtest=RuleTest -Dsurefire.failIfNoSpecifiedTests=false -Dcellfolio.rules.write=true`
      """;

  private RuleDocument() {}

  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append('\n').append(summary()).append('\n');
    SECTIONS.forEach((family, title) -> text.append(section(family, title)));
    return text.append(origins()).toString();
  }

  private static String summary() {
    StringBuilder text = new StringBuilder("There are ").append(Rule.values().length);
    text.append(" rules: ");
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = rules().stream().filter(rule -> rule.severity() == severity).count();
      parts.add(count + " of severity " + name(severity));
    }
    return text.append(String.join(", ", parts)).append(".\n").toString();
  }

  private static String section(String family, String title) {
    StringBuilder text = new StringBuilder("## ").append(title).append("\n\n");
    text.append("| code | severity | level | layouts | condition | fix | spec |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (Rule rule : rules()) {
      if (rule.family().equals(family)) {
        text.append(row(rule));
      }
    }
    return text.append('\n').toString();
  }

  private static String row(Rule rule) {
    return "| <a id=\"%s\"></a>%s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            rule.code().toLowerCase(Locale.ROOT),
            rule.code(),
            name(rule.severity()),
            name(rule.level()),
            layouts(rule),
            rule.condition(),
            rule.fix(),
            links(rule));
  }

  private static String layouts(Rule rule) {
    return rule.layouts().size() == Layout.all().size()
        ? "both"
        : rule.layouts().stream().map(Layout::name).collect(Collectors.joining(", "));
  }

  private static String links(Rule rule) {
    List<String> links = new ArrayList<>();
    for (String link : rule.links()) {
      String target = link.substring("docs/".length());
      String shown = target.substring(target.indexOf('#') + 1);
      links.add(
          "[%s](%s)"
              .formatted(
                  rule.conditions().contains(shown.toUpperCase(Locale.ROOT))
                      ? shown.toUpperCase(Locale.ROOT)
                      : target.substring("format/".length(), target.indexOf('#')),
                  target));
    }
    return String.join(", ", links);
  }

  private static String origins() {
    Map<String, List<Rule>> byCondition =
        new TreeMap<>(
            Comparator.comparing((String condition) -> condition.replaceAll("\\d", ""))
                .thenComparing(condition -> Integer.parseInt(condition.replaceAll("\\D", ""))));
    for (Rule rule : rules()) {
      rule.conditions()
          .forEach(c -> byCondition.computeIfAbsent(c, key -> new ArrayList<>()).add(rule));
    }
    StringBuilder text = new StringBuilder("## From condition to rule\n\n");
    text.append(
        "The numbered conditions of [reader.md](format/reader.md), each with its rules.\n\n");
    text.append("| condition | rules |\n|---|---|\n");
    byCondition.forEach(
        (condition, list) ->
            text.append(
                "| [%s](format/reader.md#%s) | %s |\n"
                    .formatted(
                        condition,
                        condition.toLowerCase(Locale.ROOT),
                        list.stream()
                            .map(
                                rule ->
                                    "[%s](#%s)"
                                        .formatted(
                                            rule.code(), rule.code().toLowerCase(Locale.ROOT)))
                            .collect(Collectors.joining(", ")))));
    return text.toString();
  }

  /** The sections' families, in order. */
  static List<String> families() {
    return List.copyOf(SECTIONS.keySet());
  }

  private static List<Rule> rules() {
    return List.of(Rule.values());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
