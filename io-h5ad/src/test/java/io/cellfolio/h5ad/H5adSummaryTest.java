package io.cellfolio.h5ad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class H5adSummaryTest {

  private static H5adSummary.Element find(List<H5adSummary.Element> elements, String path) {
    return elements.stream().filter(e -> e.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void describesWithoutReading() throws IOException {
    try (H5adFile file = Fixtures.open("modern.h5ad")) {
      H5adSummary summary = file.summary();
      assertThat(summary.name()).isEqualTo("modern.h5ad");
      assertThat(summary.nObs()).isEqualTo(9);
      assertThat(summary.nVars()).isEqualTo(6);
      assertThat(summary.generation()).isEqualTo(H5adSummary.Generation.FROM_0_8);
      H5adSummary.Element x = summary.x().orElseThrow();
      assertThat(x.encoding()).isEqualTo("csr_matrix");
      assertThat(x.shape()).containsExactly(9L, 6L);
      assertThat(x.type()).isEqualTo("float32");
      assertThat(x.nonZeros()).hasValueSatisfying(count -> assertThat(count).isBetween(10L, 30L));
      assertThat(summary.rawX().orElseThrow().shape()).containsExactly(9L, 4L);
      assertThat(summary.layers())
          .extracting(H5adSummary.Element::path)
          .containsExactly("/layers/columns", "/layers/dense");
      assertThat(find(summary.obsm(), "/obsm/cube").problem()).isNotEmpty();
      assertThat(find(summary.obsm(), "/obsm/X_umap"))
          .isEqualTo(
              new H5adSummary.Element(
                  "/obsm/X_umap",
                  "array",
                  List.of(9L, 2L),
                  "float32",
                  "contiguous",
                  Optional.empty(),
                  ""));
      assertThat(summary.obs())
          .contains(
              new H5adSummary.Column("louvain", "categorical", "int8", "categorical", ""),
              new H5adSummary.Column("flag", "array", "bool", "flags", ""),
              new H5adSummary.Column("maybe_whole", "nullable-integer", "int32", "continuous", ""),
              new H5adSummary.Column("text", "string-array", "string", "text", ""));
      assertThat(summary.notices()).isEmpty();
    }
  }

  @Test
  void namesCompressionAndProblems() throws IOException {
    try (H5adFile file = Fixtures.open("filters.h5ad")) {
      H5adSummary summary = file.summary();
      assertThat(summary.x()).isEmpty();
      assertThat(summary.notices())
          .containsExactly(
              "the file has no X; choose a layer: compact, fletcher, fletcher_gzip, fletcher_lzf,"
                  + " fletcher_shuffle, holes, lzf, masked, shuffle, shuffle_gzip, szip, unwritten");
      assertThat(find(summary.layers(), "/layers/fletcher_gzip").storage())
          .isEqualTo("chunked 5x4 shuffle+gzip+fletcher32");
      assertThat(find(summary.layers(), "/layers/szip").storage()).isEqualTo("chunked 5x4 szip");
      assertThat(find(summary.layers(), "/layers/compact").storage()).isEqualTo("compact");
    }
    try (H5adFile file = Fixtures.open("odd-frames.h5ad")) {
      assertThat(file.summary().x().orElseThrow().problem()).isEqualTo("it holds nothing");
    }
  }
}
