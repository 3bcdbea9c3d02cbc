package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonJsonWriterTest {

  @Test
  void escapesAsPythonDoes() {
    List<String> lines = Golden.lines("json/strings.tsv");
    assertThat(lines).hasSizeGreaterThanOrEqualTo(400);
    for (String line : lines) {
      int tab = line.indexOf('\t');
      String text = fromUtf16(line.substring(0, tab));
      assertThat(PythonJsonWriter.oneLine().text(text).toString())
          .as(line)
          .isEqualTo(line.substring(tab + 1));
    }
  }

  @Test
  void nestsAsPythonDoes() {
    assertThat(nested(PythonJsonWriter.oneLine()))
        .isEqualTo(Golden.text("json/nested.one-line.json"));
    assertThat(nested(PythonJsonWriter.indented()))
        .isEqualTo(Golden.text("json/nested.indented.json"));
  }

  @Test
  void bytesAreTheText() {
    assertThat(PythonJsonWriter.oneLine().text("\u00e9").toBytes())
        .isEqualTo(new byte[] {'"', '\\', 'u', '0', '0', 'e', '9', '"'});
  }

  @Test
  void refusesWhatJsonCannotHold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PythonJsonWriter.oneLine().real(Double.POSITIVE_INFINITY));
  }

  private static String nested(PythonJsonWriter out) {
    out.beginObject();
    out.name("a").beginObject().endObject();
    out.name("b").beginArray().endArray();
    out.name("c").beginArray();
    out.beginArray().endArray();
    out.beginObject().endObject();
    out.beginArray().whole(1).beginArray().real(2).nothing().endArray().endArray();
    out.beginObject().name("d").beginObject();
    out.name("e").beginArray().flag(true).flag(false).endArray();
    out.endObject().endObject();
    out.endArray();
    out.name("\u00e9\"").whole(-3);
    return out.endObject().toString();
  }

  private static String fromUtf16(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 2) {
      text.append((char) ((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)));
    }
    return text.toString();
  }
}
