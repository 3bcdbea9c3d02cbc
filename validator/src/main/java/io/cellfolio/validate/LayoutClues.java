package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the layout of an export from documents of which some may be damaged or missing.
 *
 * <p>Normative text: {@code docs/format/directory.md}, section "Telling the layouts apart".
 */
final class LayoutClues {
  private final List<Clue> clues = new ArrayList<>();

  /** One observation and the layout that it speaks for. */
  private record Clue(Layout layout, Spot at, String observation) {
    String sentence() {
      String pointer = at.pointer().isEmpty() ? "/" : at.pointer();
      return at.file() + " at " + pointer + " " + observation + " (" + layout.name() + ")";
    }
  }

  /**
   * What the documents say.
   *
   * @param layout the one that more clues speak for, or empty when there is none
   * @param evidence the clues, one sentence each
   * @param mixed whether clues speak for both
   */
  record Decision(Optional<Layout> layout, List<String> evidence, boolean mixed) {
    /** Copies the list. */
    Decision {
      evidence = List.copyOf(evidence);
    }
  }

  private LayoutClues() {}

  static Decision decide(Documents documents) {
    LayoutClues clues = new LayoutClues();
    clues.ofIdentity(documents.identity());
    clues.ofObs(documents.obs());
    clues.ofVar(documents.var());
    clues.ofConnectivity(documents.connectivity());
    return clues.decision();
  }

  private Decision decision() {
    int keyed = 0;
    List<String> evidence = new ArrayList<>();
    for (Clue clue : clues) {
      keyed += clue.layout().equals(Layout.keyed()) ? 1 : 0;
      evidence.add(clue.sentence());
    }
    int indexed = clues.size() - keyed;
    Optional<Layout> layout =
        clues.isEmpty()
            ? Optional.empty()
            : Optional.of(keyed >= indexed ? Layout.keyed() : Layout.indexed());
    return new Decision(layout, evidence, keyed > 0 && indexed > 0);
  }

  private void ofIdentity(Optional<Spot> root) {
    Optional<Spot> settings = Spot.memberOf(root, "export_settings");
    Optional<Spot> dtype = Spot.memberOf(settings, "obs_categorical_dtype");
    if (dtype.isPresent() && dtype.get().isText("auto")) {
      add(Layout.keyed(), dtype.get(), "is \"auto\"");
    }
    Optional<Spot> fields = Spot.memberOf(Spot.memberOf(root, "vector_fields"), "fields");
    if (fields.isPresent()) {
      int index = 0;
      for (String id : fields.get().names()) {
        ofVectorField(fields.get().member(id).orElseThrow(), index++, id);
      }
    }
  }

  private void ofVectorField(Spot field, int index, String id) {
    Optional<Spot> files = field.member("files");
    if (files.isEmpty()) {
      return;
    }
    for (String dimension : files.get().names()) {
      Spot path = files.get().member(dimension).orElseThrow();
      String keyed = vectorStart(Layout.keyed(), index, id, dimension);
      String indexed = vectorStart(Layout.indexed(), index, id, dimension);
      String text = path.text().orElse("");
      if (keyed.equals(indexed)) {
        continue;
      }
      if (text.startsWith(keyed)) {
        add(Layout.keyed(), path, "is named after the field's id");
      } else if (text.startsWith(indexed)) {
        add(Layout.indexed(), path, "is named after the field's position");
      }
    }
  }

  private static String vectorStart(Layout layout, int index, String id, String dimension) {
    String name = layout.payloadName(index, id);
    return Layout.VECTORS_DIRECTORY + "/" + name + "_" + dimension + ".bin";
  }

  private void ofObs(Optional<Spot> root) {
    Optional<Spot> schemas = Spot.memberOf(root, "_obsSchemas");
    ofPattern(Spot.memberOf(schemas, "continuous"), "pathPattern");
    Optional<Spot> categorical = Spot.memberOf(schemas, "categorical");
    ofPattern(categorical, "codesPathPattern");
    ofPattern(categorical, "outlierPathPattern");
    ofTuples(Spot.memberOf(root, "_continuousFields"));
    ofTuples(Spot.memberOf(root, "_categoricalFields"));
  }

  private void ofVar(Optional<Spot> root) {
    ofPattern(Spot.memberOf(root, "_varSchema"), "pathPattern");
    ofTuples(Spot.memberOf(root, "fields"));
  }

  private void ofConnectivity(Optional<Spot> root) {
    Optional<Spot> weights = Spot.memberOf(root, "weightsPath");
    if (weights.isPresent()) {
      add(Layout.indexed(), weights.get(), "is there");
    } else if (Spot.memberOf(root, "sourcesPath").isPresent()) {
      add(Layout.keyed(), root.get(), "has no weightsPath");
    }
  }

  private void ofPattern(Optional<Spot> schema, String member) {
    Optional<Spot> pattern = Spot.memberOf(schema, member);
    if (pattern.isPresent()) {
      for (Layout layout : Layout.all()) {
        if (pattern.get().text().orElse("").contains(layout.placeholder())) {
          add(layout, pattern.get(), "contains " + layout.placeholder());
        }
      }
    }
  }

  /** One clue for each kind of first member, at the first tuple that has it. */
  private void ofTuples(Optional<Spot> array) {
    boolean keyed = false;
    boolean indexed = false;
    for (Spot tuple : Spot.itemsOf(array)) {
      if (tuple.size() == 0) {
        continue;
      }
      Spot first = tuple.item(0);
      if (!keyed && first.isText()) {
        add(Layout.keyed(), first, "is a string");
        keyed = true;
      } else if (!indexed && first.value() instanceof Json.Num) {
        add(Layout.indexed(), first, "is a number");
        indexed = true;
      }
    }
  }

  private void add(Layout layout, Spot at, String observation) {
    clues.add(new Clue(layout, at, observation));
  }
}
