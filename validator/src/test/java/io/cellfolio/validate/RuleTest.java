package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalog of rules and its page. */
class RuleTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/rules.md");
  private static final Path READER = ROOT.resolve("docs/format/reader.md");

  @Test
  void thePageIsCurrent() throws IOException {
    if (Boolean.getBoolean("cellfolio.rules.write")) {
      Files.writeString(PAGE, RuleDocument.text());
    }
    assertThat(Files.readString(PAGE))
        .as("docs/rules.md; run this test with -Dcellfolio.rules.write=true to write it again")
        .isEqualTo(RuleDocument.text());
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void saysWhatItDemandsAndWhatToDo(Rule rule) {
    assertThat(rule.code()).matches("CF-[A-Z]+-\\d{3}");
    assertThat(RuleDocument.families()).contains(rule.family());
    assertThat(rule.layouts()).isNotEmpty();
    for (String sentence : List.of(rule.condition(), rule.fix())) {
      assertThat(sentence).isNotBlank().endsWith(".").doesNotContain("|", "\n");
      assertThat(sentence).as("one sentence").doesNotContainPattern("[.!?] +[A-Z]");
    }
    assertThat(Rule.ofCode(rule.code().toLowerCase(Locale.ROOT))).contains(rule);
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void linksToPlacesThatExist(Rule rule) throws IOException {
    assertThat(rule.links()).isNotEmpty().contains(rule.link());
    for (String link : rule.links()) {
      String[] parts = link.split("#");
      assertThat(ROOT.resolve(parts[0])).isRegularFile();
      assertThat(anchors(ROOT.resolve(parts[0]))).contains(parts[1]);
    }
  }

  @Test
  void codesAreUniqueAndInOrder() {
    List<String> codes = Stream.of(Rule.values()).map(Rule::code).toList();
    assertThat(codes).doesNotHaveDuplicates();
    for (String family : RuleDocument.families()) {
      assertThat(codes).filteredOn(code -> code.startsWith("CF-" + family + "-")).isSorted();
    }
  }

  @Test
  void everyNumberedConditionOfTheSpecificationHasARule() throws IOException {
    Set<String> demanded =
        matches("<a id=\"((?:v|n|nk)\\d+)\"></a>", READER).stream()
            .map(condition -> condition.toUpperCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> covered =
        Stream.of(Rule.values())
            .flatMap(rule -> rule.conditions().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(demanded).hasSizeGreaterThan(75);
    assertThat(covered).isEqualTo(demanded);
  }

  @Test
  void noTextIsLeftOver() throws IOException {
    Properties texts = new Properties();
    try (var in = Rule.class.getResourceAsStream("rules.properties")) {
      texts.load(in);
    }
    assertThat(texts.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Rule.values())
                .flatMap(rule -> Stream.of(rule.code() + ".condition", rule.code() + ".fix"))
                .toList());
  }

  /** Names that a link may end in: explicit ones, and those that headings get. */
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new TreeSet<>(matches("<a id=\"([^\"]+)\"></a>", page));
    for (String heading : matches("(?m)^#+ (.*)$", page)) {
      anchors.add(
          heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    return anchors;
  }

  private static List<String> matches(String pattern, Path page) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
