package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1, 2",
        "{} {}",
        "{}x",
        "[1,]",
        "{\"a\": 1,}",
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "['a']",
        "[01]",
        "[+1]",
        "[.5]",
        "[1.]",
        "[0x1]",
        "[\"\t\"]",
        "[\"\\x41\"]",
        "[nul]",
        "[True]",
        "// comment\n{}",
        "{\"a\": 1, \"a\": 1}",
        "{\"a\": {\"b\": 1, \"c\": 2, \"b\": 3}}"
      })
  void refusesWhatIsNotStrictJson(String text) {
    assertRefused(text.getBytes(StandardCharsets.UTF_8), "x.json");
  }

  @ParameterizedTest
  @CsvSource({
    "5b22c3285d, expected UTF-8",
    "5b22c0af225d, expected UTF-8",
    "5b22eda080225d, expected UTF-8",
    "5b22ff225d, expected UTF-8",
    "5b22f4908080225d, expected UTF-8",
    "efbbbf7b7d, expected no byte order mark",
    "fffe7b007d00, expected UTF-8",
    "7b007d00, expected strict JSON"
  })
  void refusesOtherEncodings(String hex, String problem) {
    assertRefused(HexFormat.of().parseHex(hex), problem);
  }

  @Test
  void namesThePlaceOfADuplicateKey() {
    assertThatThrownBy(() -> parse("{\"a\": {\"b\": 1,\n \"b\": 3}}"))
        .isInstanceOfSatisfying(
            MalformedDatasetException.class,
            e -> {
              assertThat(e.file()).isEqualTo("x.json");
              assertThat(e.pointer()).startsWith("/a");
              assertThat(e.problem()).contains("Duplicate").contains("line 2");
            });
  }

  @Test
  void boundsDepth() {
    assertRefused("[".repeat(100_000).getBytes(StandardCharsets.UTF_8), "x.json");
  }

  @Test
  void boundsSize() {
    byte[] spaces = new byte[JsonDocument.MAX_BYTES + 1];
    Arrays.fill(spaces, (byte) ' ');
    assertRefused(spaces, "expected at most 67108864 bytes, found 67108865");
  }

  @Test
  void readsAllOfJson() throws IOException {
    JsonPlace root = parse("\r\n\t {\"\\u0061\\/\": [1e5, -0, 1.0, \"\\ud83d\\ude00\u00e9\"]} \n");
    assertThat(root.keys()).containsExactly("a/");
    assertThat(root.at("a/").items().get(0).count()).isEqualTo(100_000);
    assertThat(root.at("a/").items().get(1).whole()).isZero();
    assertThat(root.at("a/").items().get(2).scalar()).isEqualTo(new JsonScalar.Real(1));
    assertThat(root.at("a/").items().get(3).text()).isEqualTo("\ud83d\ude00\u00e9");
    assertThat(root.at("a/").items().get(3)).hasToString("x.json at /a~1/3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5", "9007199254740992", "1e16", "1e999", "\"1\"", "true", "null", "[1]", "-1"})
  void countsAreWholeAndSafe(String number) {
    assertThatThrownBy(() -> parse(number).count())
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("expected a whole number from 0 to 9007199254740991, found ");
  }

  @Test
  void realsAreFinite() {
    assertThatThrownBy(() -> parse("1e999").real())
        .hasMessageContaining("expected a finite number, found ");
    assertThatThrownBy(() -> parse("1" + "0".repeat(400)).real())
        .hasMessageContaining("expected a finite number, found 1000000");
  }

  private static void assertRefused(byte[] json, String problem) {
    assertThatThrownBy(() -> JsonDocument.parse("x.json", json))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith("x.json")
        .hasMessageContaining(problem);
  }

  private static JsonPlace parse(String text) throws MalformedDatasetException {
    return JsonDocument.parse("x.json", text.getBytes(StandardCharsets.UTF_8));
  }
}
