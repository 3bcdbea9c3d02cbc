package io.cellfolio.export;

import io.cellfolio.format.Bounds;
import io.cellfolio.quant.ColumnEncoder;
import io.cellfolio.quant.ColumnRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What manifests say of encoded values. */
final class Values {
  private Values() {}

  /** The bounds of quantized values; unquantized ones have none. */
  static Optional<Bounds> bounds(ColumnEncoder encoder, ColumnRange range) {
    return encoder.type().coded()
        ? Optional.of(new Bounds(range.min(), range.max()))
        : Optional.empty();
  }

  static List<Double> boxed(double[] position) {
    List<Double> boxed = new ArrayList<>(position.length);
    for (double coordinate : position) {
      boxed.add(coordinate);
    }
    return boxed;
  }
}
