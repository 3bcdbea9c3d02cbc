package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "T \u03b3\u03b4",
        "a  b",
        "a\u00a0b",
        "\ud83d\ude00",
        "\u200c",
        "a\u200d",
        "-",
        "\u00ad"
      })
  void good(String text) {
    assertThat(DisplayText.problem(text)).isEmpty();
    assertThat(DisplayText.problemUnlessEmpty(text)).isEmpty();
  }

  @Test
  void problemsNameTheCharacter() {
    assertProblem("a\nb", "contains a control character (U+000A) at position 1");
    assertProblem("\u0000", "contains a control character (U+0000) at position 0");
    assertProblem("ab\u007f", "contains a control character (U+007F) at position 2");
    assertProblem("\u0085", "contains a control character (U+0085) at position 0");
    assertProblem("\u009f", "contains a control character (U+009F) at position 0");
    assertProblem("a\ud83d", "contains an unpaired surrogate (U+D83D) at position 1");
    assertProblem("\ude00\ud83d", "contains an unpaired surrogate (U+DE00) at position 0");
    assertProblem("a\u200bb", "contains an invisible character (U+200B) at position 1");
    assertProblem("\u2060", "contains an invisible character (U+2060) at position 0");
    assertProblem("a\ufeff", "contains an invisible character (U+FEFF) at position 1");
    assertProblem(" a", "begins with whitespace (U+0020)");
    assertProblem("a\u00a0", "ends with whitespace (U+00A0)");
    assertProblem("a\u3000", "ends with whitespace (U+3000)");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x20, 0xa0, 0x1680, 0x2000, 0x2005, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000})
  void everyWhitespaceIsSeen(int c) {
    String space = Character.toString(c);
    assertThat(DisplayText.problem(space + "a")).isPresent();
    assertThat(DisplayText.problem("a" + space)).isPresent();
    assertThat(DisplayText.problem("a" + space + "b")).isEmpty();
    assertThat(DisplayText.collapse("a" + space + " b")).isEqualTo("a b");
  }

  @Test
  void emptyIsAProblemOfNamesOnly() {
    assertThat(DisplayText.problem("")).contains("is empty");
    assertThat(DisplayText.problemUnlessEmpty("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'a  b', 'a b'", "' a', ' a'", "'a\u00a0\u2003b ', 'a b '", "'', ''", "ab, ab"})
  void collapses(String text, String collapsed) {
    assertThat(DisplayText.collapse(text)).isEqualTo(collapsed);
  }

  @Test
  void labelsThatLookAlike() {
    assertThat(DisplayText.lookAlikes(List.of("a b", "ab", "a  b", "a b", "A b", "a\u00a0b")))
        .containsExactly(
            "labels 'a b' and 'a  b' differ in whitespace only",
            "labels 'a b' and 'a\u00a0b' differ in whitespace only");
    assertThat(DisplayText.lookAlikes(List.of())).isEmpty();
  }

  private static void assertProblem(String text, String problem) {
    assertThat(DisplayText.problem(text)).contains(problem);
    assertThat(DisplayText.problemUnlessEmpty(text)).contains(problem);
  }
}
