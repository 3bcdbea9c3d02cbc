package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Normalised points and scaled vectors against NumPy's. */
class EmbeddingGoldenTest {

  static Stream<Arguments> cases() {
    return Goldens.read("embeddings.tsv").entrySet().stream()
        .flatMap(
            e ->
                Stream.of("keyed", "indexed")
                    .map(layout -> Arguments.of(e.getKey(), layout, e.getValue())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void matches(String name, String layout, Map<String, Goldens.Item> golden) {
    Arithmetic arithmetic = layout.equals("keyed") ? Arithmetic.keyed() : Arithmetic.indexed();
    DMatrixRMaj coordinates = golden.get("coordinates").doubleMatrix();
    if (!golden.containsKey(layout + "-points")) {
      assertThatThrownBy(() -> arithmetic.normalize(coordinates))
          .isInstanceOf(UnusableCoordinatesException.class);
      return;
    }
    NormalizedEmbedding embedding = arithmetic.normalize(coordinates);
    byte[] points = new byte[coordinates.getNumElements() * Float.BYTES];
    embedding.writePoints(points);
    assertThat(points).isEqualTo(golden.get(layout + "-points").bytes());
    assertThat(embedding.scale()).isEqualTo(golden.get(layout + "-scale").doubles()[0]);
    assertThat(embedding.centers()).isEqualTo(golden.get(layout + "-centers").doubles());
    assertThat(embedding.nCells()).isEqualTo(coordinates.getNumRows());
    assertThat(embedding.dimension()).isEqualTo(coordinates.getNumCols());
    assertThat(embedding.coordinate(1, 0))
        .isEqualTo(golden.get(layout + "-points").floats()[coordinates.getNumCols()]);

    DMatrixRMaj vectors = golden.get("vectors").doubleMatrix();
    byte[] scaled = new byte[points.length];
    assertThat(embedding.writeVectors(vectors, scaled)).isZero();
    assertThat(scaled).isEqualTo(golden.get(layout + "-vectors").bytes());
    assertThat(vectors.data).as("left alone").isEqualTo(golden.get("vectors").doubles());
    assertThat(coordinates.data).as("left alone").isEqualTo(golden.get("coordinates").doubles());
  }
}
