package io.cellfolio.format;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The keyed layout's JSON: tuples begin with the key, labels are text, edges have no weights.
 *
 * <p>Normative text: {@code docs/format/obs.md}, section "Tuples".
 */
record KeyedTuples() implements Tuples {

  @Override
  public Layout layout() {
    return Layout.keyed();
  }

  @Override
  public void writeHead(PythonJsonWriter out, FieldEntry field) {
    out.text(field.key());
  }

  @Override
  public int headSize() {
    return 1;
  }

  @Override
  public int readIndex(List<JsonPlace> members, int position) {
    return position;
  }

  @Override
  public void writeLabel(PythonJsonWriter out, JsonScalar label) {
    if (!(label instanceof JsonScalar.Text text)) {
      throw new IllegalArgumentException("labels of the keyed layout are text, got " + label);
    }
    out.text(text.value());
  }

  @Override
  public JsonScalar readLabel(JsonPlace place) throws MalformedDatasetException {
    return new JsonScalar.Text(place.text());
  }

  /** The keyed writer records whatever number it was given, so only finiteness can be asked. */
  @Override
  public OptionalDouble readQuantile(JsonPlace place) throws MalformedDatasetException {
    return place.isNull() ? OptionalDouble.empty() : OptionalDouble.of(place.real());
  }

  @Override
  public boolean outliersOptional() {
    return false;
  }

  @Override
  public boolean weighted() {
    return false;
  }

  @Override
  public List<String> categoricalDtypes() {
    return List.of("auto", "uint8", "uint16");
  }

  @Override
  public boolean basisRequired() {
    return false;
  }

  @Override
  public boolean sourceNameRequired() {
    return false;
  }
}
