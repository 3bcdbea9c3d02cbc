package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers of documents are the nearest doubles, as Java's own reader finds them. */
class JsonNumbersTest {
  private static final long SEED = 20261130;

  private static Json.Items read(List<String> texts) throws IOException {
    String document = "[" + String.join(",", texts) + "]";
    JsonReader.Result result =
        JsonReader.read(
            new ByteArrayInputStream(document.getBytes(StandardCharsets.US_ASCII)),
            new DocumentMemory(1L << 30));
    assertThat(result.problems()).isEmpty();
    return (Json.Items) result.root();
  }

  private static void check(List<String> texts) throws IOException {
    Json[] items = read(texts).items();
    assertThat(items).hasSameSizeAs(texts);
    for (int i = 0; i < items.length; i++) {
      String text = texts.get(i);
      Json.Num number = (Json.Num) items[i];
      assertThat(Double.doubleToRawLongBits(number.value()))
          .as(text)
          .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }
  }

  @Test
  void areTheNearestDoubles() throws IOException {
    check(
        List.of(
            "0",
            "-0",
            "0.0",
            "-0.0",
            "1",
            "0.1",
            "-0.3",
            "999999999999999",
            "999999999999999.9",
            "0.000000000000001",
            "9007199254740993.0",
            "9007199254740992",
            "9007199254740993",
            "9.007199254740992",
            "9.007199254740993",
            "0.00000000000000001",
            "0.123456789012345678",
            "1234567890123456.78",
            "5.482807159423828",
            "9.482807159423828",
            "123456789012345.6",
            "1e22",
            "1.5E-7",
            "4.9e-324",
            "1.7976931348623157e308",
            "18446744073709551617.5",
            "5.10881233215332",
            "0.30000000000000004"));
  }

  @Test
  void areTheNearestDoublesWhateverTheDigits() throws IOException {
    Random random = new Random(SEED);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      texts.add(Double.isFinite(value) ? Double.toString(value) : "0.5");
      texts.add(Double.toString(random.nextFloat() * 10));
      texts.add(Double.toString(random.nextDouble() * 10));
      texts.add(String.format(Locale.ROOT, "%." + random.nextInt(18) + "f", random.nextGaussian()));
      texts.add(Long.toString(random.nextLong() >> 14 + random.nextInt(40)));
    }
    check(texts);
  }
}
