package io.cellfolio.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
  private static final Compression GZIP = Compression.gzip(6);

  @ParameterizedTest
  @CsvSource({
    "pct mito,pct_mito",
    "HLA-DRB1/2,HLA-DRB1_2",
    "..x..,x",
    "__,field",
    "é,field",
    "细胞,field",
    "% mito,mito",
    "-a-,-a-",
    "CON,CON",
    "'',field"
  })
  void sanitizesKeysAsTheReferenceDoes(String key, String safe) {
    assertThat(FileNames.sanitize(key)).isEqualTo(safe);
  }

  @Test
  void namesPayloadsByKeyOrByPosition() {
    assertThat(Layout.keyed().obsValuesPath(3, "pct mito", SampleType.U8, GZIP))
        .isEqualTo("obs/pct_mito.values.u8.gz");
    assertThat(Layout.indexed().obsCodesPath(3, "x", SampleType.U16, Compression.none()))
        .isEqualTo("obs/3.codes.u16");
    assertThat(Layout.keyed().varValuesPath(0, "HLA-DRB1/2", SampleType.F32, GZIP))
        .isEqualTo("var/HLA-DRB1_2.values.f32.gz");
    assertThat(Layout.indexed().vectorPath(0, "velocity_umap", 2, Compression.none()))
        .isEqualTo("vectors/0_2d.bin");
    assertThat(Layout.keyed().vectorPath(0, "velocity_umap", 2, GZIP))
        .isEqualTo("vectors/velocity_umap_2d.bin.gz");
    assertThat(Layout.keyed().obsCodesPattern(GZIP)).isEqualTo("obs/{key}.codes.{ext}.gz");
    assertThat(Layout.indexed().obsOutliersPattern(SampleType.U8, GZIP))
        .isEqualTo("obs/{index}.outliers.u8.gz");
    assertThat(Layout.keyed().pointsPath(3, GZIP)).isEqualTo("points_3d.bin.gz");
  }

  @Test
  void aKeyThatLooksLikeAPlaceholderStaysAKey() {
    assertThat(Layout.keyed().obsCodesPath(0, "{ext}", SampleType.U8, GZIP))
        .isEqualTo("obs/ext.codes.u8.gz");
  }

  @ParameterizedTest
  @CsvSource({
    "keyed,65535,U16",
    "keyed,65536,U32",
    "indexed,65536,U16",
    "indexed,65537,U32",
    "indexed,4294967296,U32"
  })
  void cellIndicesTakeTheNarrowestType(String layout, long nCells, SampleType type) {
    assertThat(Layout.named(layout).edgeIndexType(nCells)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"keyed,-1", "keyed,4294967297", "indexed,4294967297"})
  void refusesCellsThatNoIndexCanName(String layout, long nCells) {
    assertThatThrownBy(() -> Layout.named(layout).edgeIndexType(nCells))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsDevicesOfWindows() {
    assertThat(FileNames.isWindowsDevice("con.values")).isTrue();
    assertThat(FileNames.isWindowsDevice("LPT9")).isTrue();
    assertThat(FileNames.isWindowsDevice("CONSOLE")).isFalse();
  }

  @Test
  void refusesUnknownNames() {
    assertThatThrownBy(() -> Layout.named("compact"))
        .hasMessageContaining("expected keyed or indexed");
    assertThatThrownBy(() -> Layout.keyed().pointsPath(4, GZIP))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
