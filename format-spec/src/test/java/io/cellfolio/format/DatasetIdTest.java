package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "PBMC_3k.v2-b", "a_", "a-", "a..b", "COM0", "CONsole", "x.CON"})
  void good(String id) {
    assertThat(DatasetId.problem(id)).isEmpty();
    assertThat(DatasetId.check(id)).isSameAs(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "_a",
        "-a",
        ".a",
        "a b",
        "a/b",
        "a\n",
        "\u00e9",
        "a\u0301",
        "a.",
        "con",
        "Nul.txt",
        "LPT9",
        "aux.x.y",
        "com1.tar.gz"
      })
  void bad(String id) {
    assertThat(DatasetId.problem(id)).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatasetId.check(id))
        .withMessageStartingWith("dataset id '" + id + "': ");
  }

  @Test
  void lengthIsBounded() {
    assertThat(DatasetId.problem("a".repeat(180))).isEmpty();
    assertThat(DatasetId.problem("a".repeat(181)))
        .get()
        .asString()
        .endsWith("expected at most 180 characters, found 181");
  }

  @ParameterizedTest
  @CsvSource({
    "PBMC 3k, PBMC_3k",
    "'a b/\u00fc', a_b",
    "\u7ec6\u80de, field",
    "'', field",
    "---, field",
    "-a-, a-",
    "con, dataset-con",
    "NUL.txt, dataset-NUL.txt",
    "_x_, x"
  })
  void fromName(String name, String id) {
    assertThat(DatasetId.fromName(name)).isEqualTo(id);
  }

  @Test
  void fromNameCutsWithoutLeavingADot() {
    assertThat(DatasetId.fromName("a".repeat(179) + ".b")).isEqualTo("a".repeat(179));
    assertThat(DatasetId.fromName("con." + "a".repeat(300))).hasSize(180).startsWith("dataset-con");
  }

  @Test
  void fromNameIsAlwaysGood() {
    long seed = 5;
    Random random = new Random(seed);
    String alphabet = "a.-_/ \u00e9CON9";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(i % 50 == 0 ? 400 : 8); n > 0; n--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String id = DatasetId.fromName(name.toString());
      assertThat(DatasetId.problem(id)).as("seed %d, name '%s'", seed, name).isEmpty();
    }
  }
}
