package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
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
  void matches(String name, String layout, Map<String, Goldens.Item> golden) throws IOException {
    Arithmetic arithmetic = layout.equals("keyed") ? Arithmetic.keyed() : Arithmetic.indexed();
    DMatrixRMaj coordinates = golden.get("coordinates").doubleMatrix();
    if (!golden.containsKey(layout + "-points")) {
      assertThatThrownBy(() -> arithmetic.normalize(coordinates))
          .isInstanceOf(UnusableCoordinatesException.class);
      assertThatThrownBy(() -> arithmetic.normalize(Pieces.of(coordinates, new Random(5)), false))
          .isInstanceOf(UnusableCoordinatesException.class);
      return;
    }
    Random random = new Random(5);
    compare(arithmetic.normalize(coordinates), layout, golden);
    compare(arithmetic.normalize(Pieces.of(coordinates, random), true), layout, golden);
    compare(arithmetic.normalize(Pieces.of(coordinates, random), false), layout, golden);
    assertThat(coordinates.data).as("left alone").isEqualTo(golden.get("coordinates").doubles());
  }

  private static void compare(
      NormalizedEmbedding embedding, String layout, Map<String, Goldens.Item> golden)
      throws IOException {
    DMatrixRMaj coordinates = golden.get("coordinates").doubleMatrix();
    ByteArrayOutputStream points = new ByteArrayOutputStream();
    embedding.writePoints((bytes, length) -> points.write(bytes, 0, length));
    assertThat(points.toByteArray()).isEqualTo(golden.get(layout + "-points").bytes());
    assertThat(embedding.scale()).isEqualTo(golden.get(layout + "-scale").doubles()[0]);
    assertThat(embedding.centers()).isEqualTo(golden.get(layout + "-centers").doubles());
    assertThat(embedding.nCells()).isEqualTo(coordinates.getNumRows());
    assertThat(embedding.dimension()).isEqualTo(coordinates.getNumCols());
    if (embedding.held()) {
      assertThat(embedding.coordinate(1, 0))
          .isEqualTo(golden.get(layout + "-points").floats()[coordinates.getNumCols()]);
    } else {
      assertThatThrownBy(() -> embedding.coordinate(1, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not held");
    }

    DMatrixRMaj vectors = golden.get("vectors").doubleMatrix();
    ByteArrayOutputStream scaled = new ByteArrayOutputStream();
    assertThat(
            embedding.writeVectors(
                Pieces.of(vectors, new Random(3)),
                (bytes, length) -> scaled.write(bytes, 0, length)))
        .isZero();
    assertThat(scaled.toByteArray()).isEqualTo(golden.get(layout + "-vectors").bytes());
    assertThat(vectors.data).as("left alone").isEqualTo(golden.get("vectors").doubles());
  }
}
