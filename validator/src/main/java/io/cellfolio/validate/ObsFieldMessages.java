package io.cellfolio.validate;

import io.cellfolio.format.DatasetIdentity;
import io.cellfolio.format.DescriptorTypes;
import io.cellfolio.format.FieldEntry;
import io.cellfolio.format.JsonScalar;
import io.cellfolio.format.Layout;
import io.cellfolio.format.MalformedDatasetException;
import io.cellfolio.format.ObsManifest;
import io.cellfolio.format.ValueSchema;
import io.cellfolio.format.proto.Category;
import io.cellfolio.format.proto.Centroid;
import io.cellfolio.format.proto.Centroids;
import io.cellfolio.format.proto.ObsField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The obs fields of an export as messages, in the order of its identity document. */
final class ObsFieldMessages {
  private final ObsManifest obs;
  private final DeclaredPayloads payloads;

  private ObsFieldMessages(ObsManifest obs, DeclaredPayloads payloads) {
    this.obs = obs;
    this.payloads = payloads;
  }

  /**
   * Makes the messages.
   *
   * @throws MalformedDatasetException when identity and manifest list different fields, or a
   *     centroid names no category
   */
  static List<ObsField> of(DatasetDocuments documents, DeclaredPayloads payloads)
      throws MalformedDatasetException {
    return new ObsFieldMessages(documents.obs(), payloads).ordered(documents.identity());
  }

  private List<ObsField> ordered(DatasetIdentity identity) throws MalformedDatasetException {
    Map<String, FieldEntry> left = new LinkedHashMap<>();
    for (FieldEntry field : obs.continuous()) {
      putOnce(left, field);
    }
    for (FieldEntry field : obs.categorical()) {
      putOnce(left, field);
    }
    List<ObsField> messages = new ArrayList<>();
    for (int i = 0; i < identity.obsFields().size(); i++) {
      DatasetIdentity.ObsField listed = identity.obsFields().get(i);
      FieldEntry field = left.remove(listed.key());
      if (field == null || !agrees(listed, field)) {
        throw new MalformedDatasetException(
            Layout.IDENTITY_FILE,
            "/obs_fields/" + i,
            "expected a field of %s once and of the same kind, found '%s'"
                .formatted(Layout.OBS_MANIFEST_FILE, listed.key()));
      }
      messages.add(message(field));
    }
    if (!left.isEmpty()) {
      throw new MalformedDatasetException(
          Layout.IDENTITY_FILE,
          "/obs_fields",
          "expected every field of %s, found none of: %s"
              .formatted(Layout.OBS_MANIFEST_FILE, String.join(", ", left.keySet())));
    }
    return messages;
  }

  private static void putOnce(Map<String, FieldEntry> fields, FieldEntry field)
      throws MalformedDatasetException {
    if (fields.put(field.key(), field) != null) {
      throw new MalformedDatasetException(
          Layout.OBS_MANIFEST_FILE,
          "",
          "expected each field once, found '%s' twice".formatted(field.key()));
    }
  }

  private static boolean agrees(DatasetIdentity.ObsField listed, FieldEntry field) {
    return field instanceof FieldEntry.Categorical categorical
        ? listed.nCategories().orElse(-1) == categorical.categories().size()
        : listed.nCategories().isEmpty();
  }

  private ObsField message(FieldEntry field) throws MalformedDatasetException {
    return field instanceof FieldEntry.Categorical categorical
        ? categorical(categorical)
        : continuous((FieldEntry.Continuous) field);
  }

  private ObsField continuous(FieldEntry.Continuous field) {
    ValueSchema schema = obs.continuousSchema().orElseThrow();
    ObsField.Builder message =
        ObsField.newBuilder()
            .setKey(field.key())
            .setKind(ObsField.Kind.KIND_CONTINUOUS)
            .setDtype(DescriptorTypes.toMessage(schema.type()))
            .setPath(payloads.valuesPath(schema, field));
    field.bounds().ifPresent(bounds -> message.setBounds(DescriptorBuilder.message(bounds)));
    return message.build();
  }

  private ObsField categorical(FieldEntry.Categorical field) throws MalformedDatasetException {
    ObsField.Builder message =
        ObsField.newBuilder()
            .setKey(field.key())
            .setKind(ObsField.Kind.KIND_CATEGORY)
            .setDtype(DescriptorTypes.toMessage(field.codesType()))
            .setPath(payloads.codesPath(field));
    field.categories().forEach(label -> message.addCategories(message(label)));
    if (obs.outlierSchema().isPresent()) {
      ValueSchema outliers = obs.outlierSchema().get();
      message
          .setOutliersPath(payloads.valuesPath(outliers, field))
          .setOutliersDtype(DescriptorTypes.toMessage(outliers.type()));
      field
          .outlierBounds()
          .ifPresent(bounds -> message.setOutliersBounds(DescriptorBuilder.message(bounds)));
    }
    addCentroids(message, field);
    return message.build();
  }

  private static void addCentroids(ObsField.Builder message, FieldEntry.Categorical field)
      throws MalformedDatasetException {
    Map<JsonScalar, Integer> positions = new HashMap<>();
    for (int i = 0; i < field.categories().size(); i++) {
      positions.putIfAbsent(field.categories().get(i), i);
    }
    for (Map.Entry<Integer, List<FieldEntry.Centroid>> dimension : field.centroids().entrySet()) {
      Centroids.Builder centroids = Centroids.newBuilder().setDimension(dimension.getKey());
      for (FieldEntry.Centroid centroid : dimension.getValue()) {
        Integer category = positions.get(centroid.category());
        if (category == null) {
          throw new MalformedDatasetException(
              Layout.OBS_MANIFEST_FILE,
              "",
              "expected centroids of declared categories in field '%s', found %s"
                  .formatted(field.key(), centroid.category()));
        }
        centroids.addCentroids(
            Centroid.newBuilder()
                .setCategory(category)
                .addAllPosition(centroid.position())
                .setNPoints(centroid.nPoints()));
      }
      message.addCentroidsByDimension(centroids);
    }
  }

  private static Category message(JsonScalar label) {
    Category.Builder message = Category.newBuilder();
    if (label instanceof JsonScalar.Text text) {
      message.setText(text.value());
    } else if (label instanceof JsonScalar.Whole whole) {
      message.setWhole(whole.value());
    } else if (label instanceof JsonScalar.Real real) {
      message.setReal(real.value());
    } else if (label instanceof JsonScalar.Flag flag) {
      message.setFlag(flag.value());
    }
    return message.build();
  }
}
