package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people read them. */
class QuantitiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 bytes",
        "1|1 byte",
        "999|999 bytes",
        "1000|1.00 kB",
        "1234|1.23 kB",
        "9994|9.99 kB",
        "9995|10.0 kB",
        "99949|99.9 kB",
        "99950|100 kB",
        "999499|999 kB",
        "999500|1.00 MB",
        "1234567890|1.23 GB",
        "9223372036854775807|9.22 EB"
      })
  void writesBytes(long bytes, String expected) {
    assertThat(Quantities.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "40,0.04 s",
    "9990,9.99 s",
    "12340,12.3 s",
    "61000,1 min 01 s",
    "3599400,59 min 59 s",
    "7500000,2 h 05 min"
  })
  void writesDurations(long millis, String expected) {
    assertThat(Quantities.duration(Duration.ofMillis(millis))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,file,1 file", "0,file,0 files", "12345,edge,'12,345 edges'"})
  void writesCounts(long n, String noun, String expected) {
    assertThat(Quantities.count(n, noun)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"33,100,33 %", "1,1000,1 %", "100,100,1.0x", "250,100,2.5x", "1,0,new"})
  void writesRatios(long part, long whole, String expected) {
    assertThat(Quantities.ratio(part, whole)).isEqualTo(expected);
  }
}
