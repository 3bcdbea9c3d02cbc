package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextReportTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(ReportedExports.class)
  void endsWithWhatWasCheckedAndTheVerdict(ReportedExports kind) {
    ValidationResult result = kind.in(directory);
    List<String> lines = ReportedExports.text(ReportFormat.TEXT, result).lines().toList();

    assertThat(lines.get(lines.size() - 1))
        .startsWith(directory + ": ")
        .matches(
            ".*\\); checked [\\d,]+ rules? [\\d,]+ times?, [\\d,]+ files? and [\\d,]+ bytes? of payloads, level content");
  }

  /** A terminal obeys control characters, and turns the direction of writing. */
  @Test
  void hostileNamesMoveNoCursor() {
    String text = ReportedExports.text(ReportFormat.TEXT, ReportedExports.HOSTILE.in(directory));

    assertThat(text).contains("\\u0001", "\\u202e");
    assertThat(text.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    assertThat(text).doesNotContain("\u202e", "\u0085");
  }

  @Test
  void putsTheMostSevereFirstAndNamesPlaces() {
    ValidationResult result = ReportedExports.DAMAGED.in(directory);
    String text = ReportedExports.text(ReportFormat.TEXT, result);
    List<String> heads = text.lines().filter(line -> line.startsWith("CF-")).toList();

    assertThat(heads.stream().map(head -> head.replaceAll("CF-\\S+ (\\w+): .*", "$1")).distinct())
        .containsExactly("error", "warning", "info");
    assertThat(heads).hasSize(result.counts().size());
    for (Finding finding : result.findings()) {
      assertThat(text)
          .contains(
              "  %s\n    expected %s\n    found    %s\n"
                  .formatted(
                      (finding.file() + " " + finding.position()).strip(),
                      finding.expected(),
                      finding.found()),
              "\n  fix: " + finding.rule().fix() + "\n  see: " + finding.rule().link() + "\n");
    }
  }

  @Test
  void showsSomeOfManyAndCountsTheRest() {
    Mutant mutant = Mutant.of(Golden.INDEXED);
    mutant.files.keySet().removeIf(path -> path.startsWith("var/"));
    mutant.write(directory);
    ValidationResult result = Validator.validate(directory);
    long missing = result.counts().get(Rule.PAYLOAD_MISSING);
    String text = new TextReport(3).text(result);

    assertThat(missing).isGreaterThan(5);
    assertThat(text).contains("\n  and " + (missing - 3) + " more\n");
    assertThat(text.lines().filter(line -> line.startsWith("  var/"))).hasSize(3);
  }

  @Test
  void saysNothingOfCellsWithoutAPlaceTwice() {
    String text = ReportedExports.text(ReportFormat.TEXT, ReportedExports.DAMAGED.in(directory));

    assertThat(text).contains(Rule.POINT_NOT_FINITE.code()).doesNotContain("from NaN to NaN");
  }
}
