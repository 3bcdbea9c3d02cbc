package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code var_manifest.json} by itself.
 *
 * <p>Normative text: {@code docs/format/var.md}; {@code reader.md}, V50, V52.
 */
final class VarCheck {
  private static final Set<String> MEMBERS =
      Set.of(
          "_format",
          "n_points",
          "var_gene_id_column",
          "compression",
          "quantization",
          "_varSchema",
          "fields");

  private VarCheck() {}

  static VarModel check(Spot root, LayoutTerms terms, Findings findings) {
    Members.check(findings, Rule.VAR_MEMBERS, root, MEMBERS, Set.of());
    ObsCheck.checkFormat(findings, Rule.VAR_MEMBERS, root);
    root.member("var_gene_id_column")
        .ifPresent(
            spot ->
                findings.require(
                    Rule.VAR_MEMBERS,
                    spot.isNull() || spot.isNonEmptyText(),
                    spot,
                    "null or a string that is not empty"));
    root.member("quantization")
        .ifPresent(spot -> SettingsCheck.checkBits(findings, Rule.VAR_MEMBERS, spot));
    StorageCheck storages = new StorageCheck(terms, findings, ObsCheck.gzipped(root));
    Optional<Spot> schema = root.member("_varSchema");
    Storage storage =
        schema
            .map(spot -> storages.values(spot, Set.of("kind"), Layout.VAR_DIRECTORY))
            .orElse(Storage.UNKNOWN);
    storage.type().ifPresent(type -> checkBits(root, type, findings));
    Optional<Spot> fields =
        root.member("fields")
            .filter(spot -> findings.require(Rule.VAR_MEMBERS, spot.isArray(), spot, "an array"));
    List<ValueField> genes = new ArrayList<>();
    if (fields.isPresent()) {
      boolean quantized = ObsCheck.isQuantized(Optional.of(storage), fields, terms.headSize());
      TupleCheck tuples =
          new TupleCheck(terms, findings, TupleCheck.AxisRules.VAR, fields.get().size());
      fields.get().items().forEach(tuple -> genes.add(tuples.value(tuple, quantized)));
    }
    boolean complete = fields.isPresent() && TupleCheck.isComplete(genes);
    return new VarModel(StatsCheck.count(root, "n_points"), storage, genes, complete);
  }

  private static void checkBits(Spot root, SampleType type, Findings findings) {
    Optional<Spot> bits = root.member("quantization").filter(SettingsCheck::isBits);
    if (bits.isPresent()) {
      long expected = 8L * type.bytes();
      findings.require(
          Rule.VAR_MEMBERS,
          type.coded() ? bits.get().isWhole(expected, expected) : bits.get().isNull(),
          bits.get(),
          (type.coded() ? expected : "null") + ", because _varSchema says " + type.dtype());
    }
  }
}
