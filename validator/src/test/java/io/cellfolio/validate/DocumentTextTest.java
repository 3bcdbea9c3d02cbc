package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTextTest {
  private static final String TEXT =
      "{\n  \"a\": [1, {\"b/~\": null, \"\\u0063\": \"x}\\\"],\"}],\n  \"d\" : -1.5e3, \"d\": {}\n}\n";

  @ParameterizedTest
  @CsvSource({
    "'', 1, 1",
    "/a, 2, 8",
    "/a/0, 2, 9",
    "/a/1, 2, 12",
    "/a/1/b~1~0, 2, 20",
    "/a/1/c, 2, 36",
    "/d, 3, 22",
    "/a/7, 2, 8",
    "/none/at/all, 1, 1",
    "/a/1/c/deeper, 2, 36"
  })
  void findsValuesOrWhatIsAroundThem(String pointer, int line, int column) {
    assertThat(DocumentText.of(TEXT, List.of(pointer)).at(pointer))
        .contains(new DocumentText.Position(line, column));
  }

  @Test
  void countsColumnsInUtf16Units() {
    assertThat(DocumentText.of("[\"\ud83e\uddec\", 2]", List.of("/1")).at("/1"))
        .contains(new DocumentText.Position(1, 8));
  }

  @Test
  void comesToAnEndWithAnyText() {
    Random random = new Random(5);
    for (int run = 0; run < 3000; run++) {
      StringBuilder text = new StringBuilder(TEXT);
      for (int i = 0; i < 4; i++) {
        text.setCharAt(random.nextInt(text.length()), "{}[],:\"\\u0 ".charAt(random.nextInt(11)));
      }
      text.setLength(random.nextInt(text.length() + 1));
      int number = run;
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            DocumentText damaged = DocumentText.of(text.toString(), List.of("/a/1/c", "/d"));
            int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
            damaged
                .at("/d")
                .ifPresent(p -> assertThat(p.line()).as("run %d", number).isBetween(1, lines));
          },
          () -> "seed 5, run " + number + ": " + text);
    }
  }
}
