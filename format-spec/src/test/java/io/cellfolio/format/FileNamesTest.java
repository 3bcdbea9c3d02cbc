package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

  @ParameterizedTest
  @CsvSource({
    "pct mito, pct_mito",
    "HLA-DRB1/2, HLA-DRB1_2",
    "..x.., x",
    "__, field",
    "'', field",
    "\u00e9, field",
    "\u7ec6\u80de, field",
    "% mito, mito",
    "-a-, -a-",
    "CON, CON",
    "a  /b, a_b",
    "a__b, a__b",
    "a\ud83d\ude00b, a_b",
    "._a_., a",
    "../../etc/passwd, etc_passwd"
  })
  void sanitizes(String key, String name) {
    assertThat(FileNames.sanitize(key)).isEqualTo(name);
    assertThat(FileNames.sanitize(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CON", "con", "nul.txt", "Com1.tar.gz", "LPT9"})
  void devices(String name) {
    assertThat(FileNames.isWindowsDevice(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONS", "COM0", "COM10", "x.con", "", "LPT"})
  void noDevices(String name) {
    assertThat(FileNames.isWindowsDevice(name)).isFalse();
  }
}
