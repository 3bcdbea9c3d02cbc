package io.cellfolio.format;

import io.cellfolio.format.DatasetIdentity.VectorField;
import io.cellfolio.format.DatasetIdentity.VectorFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The member {@code vector_fields} of the identity.
 *
 * <p>Normative text: {@code docs/format/vectors.md}.
 */
final class VectorFieldsJson {
  private static final Set<String> KEYS =
      Set.of("label", "available_dimensions", "default_dimension", "files");
  private static final Set<String> BASIS = Set.of("basis");
  private static final Set<String> KEYS_WITH_BASIS =
      Set.of("label", "available_dimensions", "default_dimension", "files", "basis");

  private final Tuples tuples;

  VectorFieldsJson(Tuples tuples) {
    this.tuples = tuples;
  }

  void write(PythonJsonWriter out, VectorFields vectors) {
    out.beginObject().name("default_field");
    if (vectors.defaultField().isPresent()) {
      out.text(vectors.defaultField().get());
    } else {
      out.nothing();
    }
    out.name("fields").beginObject();
    for (VectorField field : vectors.fields()) {
      if (tuples.basisRequired() && field.basis().isEmpty()) {
        throw new IllegalArgumentException(
            "vector field '%s': the %s layout records a basis"
                .formatted(field.id(), tuples.layout().name()));
      }
      out.name(field.id()).beginObject().name("label").text(field.label());
      DimensionKeys.write(out, field.files(), field.defaultDimension());
      if (field.basis().isPresent()) {
        out.name("basis").text(field.basis().get());
      }
      out.endObject();
    }
    out.endObject().endObject();
  }

  VectorFields read(JsonPlace object) throws MalformedDatasetException {
    object.requireKeys(Set.of("default_field", "fields"), Set.of());
    JsonPlace defaultPlace = object.at("default_field");
    Optional<String> defaultField =
        defaultPlace.isNull() ? Optional.empty() : Optional.of(defaultPlace.text());
    JsonPlace byId = object.at("fields");
    List<VectorField> fields = new ArrayList<>();
    for (String id : byId.keys()) {
      fields.add(readField(id, byId.at(id)));
    }
    if (fields.isEmpty()) {
      throw byId.expected("at least one vector field");
    }
    return defaultPlace.build(() -> new VectorFields(defaultField, fields));
  }

  private VectorField readField(String id, JsonPlace object) throws MalformedDatasetException {
    if (tuples.basisRequired()) {
      object.requireKeys(KEYS_WITH_BASIS, Set.of());
    } else {
      object.requireKeys(KEYS, BASIS);
    }
    Optional<JsonPlace> basis = object.find("basis");
    SortedMap<Integer, String> files = DimensionKeys.read(object);
    return new VectorField(
        id,
        object.at("label").nonEmptyText(),
        basis.isPresent() ? Optional.of(basis.get().nonEmptyText()) : Optional.empty(),
        files,
        DimensionKeys.readDefault(object, files));
  }
}
