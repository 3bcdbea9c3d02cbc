package io.cellfolio.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the documents of an export say about its layout, and weighs nothing. */
final class LayoutEvidence {
  /** One observation, and the layout that it speaks for. */
  record Clue(Layout layout, String sentence) {}

  private final List<Clue> clues = new ArrayList<>();

  List<Clue> clues() {
    return List.copyOf(clues);
  }

  void ofIdentity(JsonPlace root) throws MalformedDatasetException {
    Optional<JsonPlace> dtype =
        root.find("export_settings").flatMap(s -> s.find("obs_categorical_dtype"));
    if (dtype.isPresent() && dtype.get().isText() && dtype.get().text().equals("auto")) {
      add(Layout.keyed(), dtype.get(), "is \"auto\"");
    }
    Optional<JsonPlace> fields = root.find("vector_fields").flatMap(v -> v.find("fields"));
    if (fields.isPresent() && fields.get().isObject()) {
      int index = 0;
      for (String id : fields.get().keys()) {
        ofVectorField(fields.get().at(id), index++, id);
      }
    }
  }

  /** The only clue of an export that holds nothing but points. */
  void ofRecordedWidth(JsonPlace root) throws MalformedDatasetException {
    Optional<JsonPlace> dtype =
        root.find("export_settings").flatMap(s -> s.find("obs_categorical_dtype"));
    if (dtype.isPresent() && dtype.get().isText()) {
      add(
          Layout.indexed(),
          dtype.get(),
          "is not \"auto\", and nothing else tells the layouts apart");
    }
  }

  void ofObs(JsonPlace root) throws MalformedDatasetException {
    Optional<JsonPlace> schemas = root.find("_obsSchemas");
    if (schemas.isPresent()) {
      ofPattern(schemas.get().find("continuous").flatMap(s -> s.find("pathPattern")));
      Optional<JsonPlace> categorical = schemas.get().find("categorical");
      ofPattern(categorical.flatMap(s -> s.find("codesPathPattern")));
      ofPattern(categorical.flatMap(s -> s.find("outlierPathPattern")));
    }
    ofTuples(root.find("_continuousFields"));
    ofTuples(root.find("_categoricalFields"));
  }

  void ofVar(JsonPlace root) throws MalformedDatasetException {
    ofPattern(root.find("_varSchema").flatMap(s -> s.find("pathPattern")));
    ofTuples(root.find("fields"));
  }

  void ofConnectivity(JsonPlace root) throws MalformedDatasetException {
    if (!root.isObject()) {
      return;
    }
    Optional<JsonPlace> weights = root.find("weightsPath");
    if (weights.isPresent()) {
      add(Layout.indexed(), weights.get(), "is there");
    } else if (root.find("sourcesPath").isPresent()) {
      add(Layout.keyed(), root, "has no weightsPath");
    }
  }

  private void ofPattern(Optional<JsonPlace> pattern) throws MalformedDatasetException {
    if (pattern.isEmpty() || !pattern.get().isText()) {
      return;
    }
    for (Layout layout : Layout.all()) {
      if (pattern.get().text().contains(layout.placeholder())) {
        add(layout, pattern.get(), "contains " + layout.placeholder());
      }
    }
  }

  /** One clue for each kind of first member, at the first tuple that has it. */
  private void ofTuples(Optional<JsonPlace> array) throws MalformedDatasetException {
    if (array.isEmpty() || !array.get().isArray()) {
      return;
    }
    boolean keyed = false;
    boolean indexed = false;
    for (JsonPlace tuple : array.get().items()) {
      List<JsonPlace> members = tuple.isArray() ? tuple.items() : List.of();
      if (members.isEmpty()) {
        continue;
      }
      JsonPlace first = members.get(0);
      if (!keyed && first.isText()) {
        add(Layout.keyed(), first, "is a string");
        keyed = true;
      } else if (!indexed && first.isNumber()) {
        add(Layout.indexed(), first, "is a number");
        indexed = true;
      }
    }
  }

  private void ofVectorField(JsonPlace field, int index, String id)
      throws MalformedDatasetException {
    Optional<JsonPlace> files = field.find("files");
    if (files.isEmpty() || !files.get().isObject()) {
      return;
    }
    for (String dimension : files.get().keys()) {
      JsonPlace path = files.get().at(dimension);
      if (!path.isText()) {
        continue;
      }
      String keyedStart = vectorStart(Layout.keyed(), index, id, dimension);
      String indexedStart = vectorStart(Layout.indexed(), index, id, dimension);
      if (keyedStart.equals(indexedStart)) {
        continue;
      }
      if (path.text().startsWith(keyedStart)) {
        add(Layout.keyed(), path, "is named after the field's id");
      } else if (path.text().startsWith(indexedStart)) {
        add(Layout.indexed(), path, "is named after the field's position");
      }
    }
  }

  private static String vectorStart(Layout layout, int index, String id, String dimension) {
    return Layout.VECTORS_DIRECTORY
        + "/"
        + layout.payloadName(index, id)
        + "_"
        + dimension
        + ".bin";
  }

  private void add(Layout layout, JsonPlace place, String observation) {
    clues.add(new Clue(layout, "%s %s (%s)".formatted(place, observation, layout.name())));
  }
}
