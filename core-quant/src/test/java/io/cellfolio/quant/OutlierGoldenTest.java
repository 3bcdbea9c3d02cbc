package io.cellfolio.quant;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.CellRows;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outlier quantiles against NumPy's, to the last bit. */
class OutlierGoldenTest {

  static Stream<Arguments> cases() {
    return Goldens.read("outliers.tsv").entrySet().stream()
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void matches(String name, Map<String, Goldens.Item> golden) throws IOException {
    int[] codes = golden.get("codes").ints();
    int minPoints = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    int nCategories = Arrays.stream(codes).max().orElse(-1) + 1;
    FMatrixRMaj latent = golden.get("latent").floatMatrix();
    List<CellCodes> fields = List.of(CellCodes.of(codes, nCategories));
    for (CellRows rows : List.of(CellRows.of(latent), Pieces.of(latent, new Random(11)))) {
      assertThat(OutlierQuantiles.of(rows, fields, minPoints).get(0))
          .isEqualTo(golden.get("quantiles").floats());
    }
  }
}
