package io.cellfolio.format;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The indexed layout's JSON: tuples begin with the position and the key, labels keep their type,
 * edges have weights.
 *
 * <p>Normative text: {@code docs/format/obs.md}, section "Tuples".
 */
record IndexedTuples() implements Tuples {

  @Override
  public Layout layout() {
    return Layout.indexed();
  }

  @Override
  public void writeHead(PythonJsonWriter out, FieldEntry field) {
    out.whole(field.index());
    out.text(field.key());
  }

  @Override
  public int headSize() {
    return 2;
  }

  @Override
  public int readIndex(List<JsonPlace> members, int position) throws MalformedDatasetException {
    return (int) members.get(0).count(Integer.MAX_VALUE);
  }

  @Override
  public void writeLabel(PythonJsonWriter out, JsonScalar label) {
    if (label instanceof JsonScalar.Text text) {
      out.text(text.value());
    } else if (label instanceof JsonScalar.Flag flag) {
      out.flag(flag.value());
    } else if (label instanceof JsonScalar.Real real) {
      out.real(real.value());
    } else {
      out.whole(checkWhole(((JsonScalar.Whole) label).value()));
    }
  }

  @Override
  public JsonScalar readLabel(JsonPlace place) throws MalformedDatasetException {
    return place.scalar();
  }

  @Override
  public OptionalDouble readQuantile(JsonPlace place) throws MalformedDatasetException {
    if (place.isNull()) {
      return OptionalDouble.empty();
    }
    double quantile = place.real();
    if (quantile <= 0 || quantile >= 1) {
      throw place.expected("null or a number between 0 and 1");
    }
    return OptionalDouble.of(quantile);
  }

  @Override
  public boolean outliersOptional() {
    return true;
  }

  @Override
  public boolean weighted() {
    return true;
  }

  @Override
  public List<String> categoricalDtypes() {
    return List.of("uint8", "uint16");
  }

  @Override
  public boolean basisRequired() {
    return true;
  }

  @Override
  public boolean sourceNameRequired() {
    return true;
  }

  private static long checkWhole(long value) {
    if (Math.abs(value) > JsonPlace.MAX_SAFE_INTEGER || value == Long.MIN_VALUE) {
      throw new IllegalArgumentException(
          "whole labels of the indexed layout lie within 2^53 - 1, got " + value);
    }
    return value;
  }
}
