package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code vector_fields} of the identity.
 *
 * <p>Normative text: {@code docs/format/vectors.md}; {@code reader.md}, V20 to V23.
 */
final class VectorFieldsCheck {
  private static final Set<String> MEMBERS =
      Set.of("label", "available_dimensions", "default_dimension", "files", "basis");
  private static final Set<String> WITHOUT_BASIS =
      Set.of("label", "available_dimensions", "default_dimension", "files");

  private final LayoutTerms terms;
  private final Findings findings;
  private final Set<Integer> embedded;
  private final List<IdentityModel.PointsFile> files = new ArrayList<>();

  VectorFieldsCheck(LayoutTerms terms, Findings findings, Set<Integer> embedded) {
    this.terms = terms;
    this.findings = findings;
    this.embedded = embedded;
  }

  /** The vector files that are declared. */
  List<IdentityModel.PointsFile> files() {
    return files;
  }

  void check(Spot vectors) {
    if (!Members.check(
        findings, Rule.VECTOR_FIELDS, vectors, Set.of("default_field", "fields"), Set.of())) {
      return;
    }
    Optional<Spot> fields = vectors.member("fields");
    if (fields.isEmpty()
        || !findings.require(
            Rule.VECTOR_FIELDS,
            fields.get().isObject() && fields.get().size() > 0,
            fields.get(),
            "an object of at least one field")) {
      return;
    }
    List<String> ids = fields.get().names();
    Optional<Spot> byDefault = vectors.member("default_field");
    if (byDefault.isPresent()) {
      findings.require(
          Rule.VECTOR_FIELDS,
          byDefault.get().isOneOf(ids),
          byDefault.get(),
          "the id of a declared field");
    }
    for (int i = 0; i < ids.size(); i++) {
      checkField(fields.get().member(ids.get(i)).orElseThrow(), ids.get(i), i);
    }
    if (terms.has(Rule.VECTOR_ORDER)) {
      checkOrder(fields.get(), ids);
    }
  }

  private void checkOrder(Spot fields, List<String> ids) {
    int[] previous = {};
    boolean sorted = true;
    for (String id : ids) {
      int[] points = id.codePoints().toArray();
      sorted &= Arrays.compare(previous, points) <= 0;
      previous = points;
    }
    if (!findings.holds(Rule.VECTOR_ORDER, sorted)) {
      findings.add(Rule.VECTOR_ORDER, fields, "ids in code point order", String.join(", ", ids));
    }
  }

  private void checkField(Spot field, String id, int index) {
    Set<String> required = terms.has(LayoutTerms.Trait.BASIS_REQUIRED) ? MEMBERS : WITHOUT_BASIS;
    if (!Members.check(findings, Rule.VECTOR_FIELD, field, required, Set.of("basis"))) {
      return;
    }
    checkText(field.member("label"));
    checkText(field.member("basis"));
    SortedSet<Integer> dimensions = dimensions(field);
    Optional<Spot> byDefault = field.member("default_dimension");
    if (!dimensions.isEmpty() && byDefault.isPresent()) {
      int largest = dimensions.last();
      findings.require(
          Rule.VECTOR_FIELD,
          byDefault.get().isWhole(largest, largest),
          byDefault.get(),
          largest + ", the largest dimension of the field");
    }
    if (terms.has(Rule.VECTOR_LABEL)) {
      checkConstants(field, id);
    }
    Optional<Spot> paths = field.member("files");
    if (paths.isPresent()) {
      List<IdentityModel.PointsFile> found =
          EmbeddingsCheck.files(
              findings, Rule.VECTOR_FIELD, paths.get(), dimensions, Optional.of(id));
      if (terms.has(Rule.VECTOR_PATH)) {
        for (IdentityModel.PointsFile file : found) {
          checkPath(file, index);
        }
      }
      files.addAll(found);
    }
  }

  private SortedSet<Integer> dimensions(Spot field) {
    SortedSet<Integer> dimensions = new TreeSet<>();
    Optional<Spot> list = field.member("available_dimensions");
    if (list.isPresent() && EmbeddingsCheck.isDimensions(findings, Rule.VECTOR_FIELD, list.get())) {
      for (Spot item : list.get().items()) {
        int dimension = (int) item.count().orElseThrow();
        dimensions.add(dimension);
        findings.require(
            Rule.VECTOR_FIELD,
            embedded.isEmpty() || embedded.contains(dimension),
            item,
            "a dimension of the embeddings: " + embedded);
      }
    }
    return dimensions;
  }

  private void checkText(Optional<Spot> text) {
    if (text.isPresent()) {
      findings.require(
          Rule.VECTOR_FIELD, text.get().isVisibleText(), text.get(), "a string that is not blank");
    }
  }

  private void checkConstants(Spot field, String id) {
    checkConstant(field.member("label"), id, "the id, " + Shown.name(id));
    checkConstant(field.member("basis"), "umap", "\"umap\"");
  }

  private void checkConstant(Optional<Spot> text, String constant, String expected) {
    if (text.isPresent() && text.get().isVisibleText()) {
      findings.require(Rule.VECTOR_LABEL, text.get().isText(constant), text.get(), expected);
    }
  }

  private void checkPath(IdentityModel.PointsFile file, int index) {
    String start = Layout.VECTORS_DIRECTORY + "/" + index + "_" + file.dimension() + "d.bin";
    findings.require(
        Rule.VECTOR_PATH,
        file.path().equals(start) || file.path().equals(start + ".gz"),
        file.at(),
        start + " with or without .gz");
  }
}
