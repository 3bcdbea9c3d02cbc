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
      return "%s at %s %s (%s)"
          .formatted(
              at.file(), at.pointer().isEmpty() ? "/" : at.pointer(), observation, layout.name());
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
    documents.identity().ifPresent(clues::ofIdentity);
    documents.obs().ifPresent(clues::ofObs);
    documents.var().ifPresent(clues::ofVar);
    documents.connectivity().ifPresent(clues::ofConnectivity);
    return clues.decision();
  }

  private Decision decision() {
    long keyed = clues.stream().filter(clue -> clue.layout().equals(Layout.keyed())).count();
    long indexed = clues.size() - keyed;
    Optional<Layout> layout =
        clues.isEmpty()
            ? Optional.empty()
            : Optional.of(keyed >= indexed ? Layout.keyed() : Layout.indexed());
    List<String> evidence = clues.stream().map(Clue::sentence).toList();
    return new Decision(layout, evidence, keyed > 0 && indexed > 0);
  }

  private void ofIdentity(Spot root) {
    root.member("export_settings", "obs_categorical_dtype")
        .filter(dtype -> dtype.isText("auto"))
        .ifPresent(dtype -> add(Layout.keyed(), dtype, "is \"auto\""));
    Optional<Spot> fields = root.member("vector_fields", "fields");
    if (fields.isPresent()) {
      int index = 0;
      for (String id : fields.get().names()) {
        ofVectorField(fields.get().member(id).orElseThrow(), index++, id);
      }
    }
  }

  private void ofVectorField(Spot field, int index, String id) {
    Optional<Spot> files = field.member("files");
    for (String dimension : files.map(Spot::names).orElse(List.of())) {
      Spot path = files.orElseThrow().member(dimension).orElseThrow();
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
    return "%s/%s_%s.bin"
        .formatted(Layout.VECTORS_DIRECTORY, layout.payloadName(index, id), dimension);
  }

  private void ofObs(Spot root) {
    ofPattern(root.member("_obsSchemas", "continuous").flatMap(s -> s.member("pathPattern")));
    Optional<Spot> categorical = root.member("_obsSchemas", "categorical");
    ofPattern(categorical.flatMap(s -> s.member("codesPathPattern")));
    ofPattern(categorical.flatMap(s -> s.member("outlierPathPattern")));
    ofTuples(root.member("_continuousFields"));
    ofTuples(root.member("_categoricalFields"));
  }

  private void ofVar(Spot root) {
    ofPattern(root.member("_varSchema", "pathPattern"));
    ofTuples(root.member("fields"));
  }

  private void ofConnectivity(Spot root) {
    Optional<Spot> weights = root.member("weightsPath");
    if (weights.isPresent()) {
      add(Layout.indexed(), weights.get(), "is there");
    } else if (root.member("sourcesPath").isPresent()) {
      add(Layout.keyed(), root, "has no weightsPath");
    }
  }

  private void ofPattern(Optional<Spot> pattern) {
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
    for (Spot tuple : array.map(Spot::items).orElse(List.of())) {
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
