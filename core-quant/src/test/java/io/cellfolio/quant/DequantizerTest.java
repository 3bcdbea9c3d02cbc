package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellfolio.format.SampleType;
import org.junit.jupiter.api.Test;

class DequantizerTest {

  @Test
  void decodesTheWholeSpan() {
    Dequantizer bytes = new Dequantizer(SampleType.U8, -1, 1);
    assertThat(bytes.decode(new byte[] {0, 127, (byte) 254, (byte) 255}))
        .containsExactly(-1, 0, 1, Float.NaN);
    Dequantizer shorts = new Dequantizer(SampleType.U16, 0, 65534);
    assertThat(shorts.decode(new byte[] {1, 2, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff}))
        .containsExactly(513, 65534, Float.NaN);
  }

  @Test
  void equalBoundsDecodeToThemselves() {
    Dequantizer constant = new Dequantizer(SampleType.U8, 2.5, 2.5);
    assertThat(constant.value(0)).isEqualTo(2.5f);
    assertThat(constant.value(254)).isEqualTo(2.5f);
    assertThat(constant.value(255)).isNaN();
  }

  @Test
  void oneCodeAtATimeGivesTheSame() {
    Dequantizer d = new Dequantizer(SampleType.U16, 0.1f, 1.7f);
    byte[] payload = new byte[2 * 65536];
    for (int code = 0; code < 65536; code++) {
      payload[2 * code] = (byte) code;
      payload[2 * code + 1] = (byte) (code >> 8);
    }
    float[] decoded = d.decode(payload);
    for (int code = 0; code < 65536; code++) {
      assertThat(decoded[code]).isEqualTo(Float.valueOf(d.value(code)));
    }
  }

  @Test
  void refusesWhatIsNoPayload() {
    Dequantizer d = new Dequantizer(SampleType.U16, 0, 1);
    assertThatThrownBy(() -> d.decode(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 3");
    assertThatThrownBy(() -> d.decode(new byte[3], 2, new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 4 bytes");
    assertThatThrownBy(() -> d.value(65536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Dequantizer(SampleType.F32, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Dequantizer(SampleType.U8, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Dequantizer(SampleType.U8, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
