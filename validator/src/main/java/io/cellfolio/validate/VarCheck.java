package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
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
    Members.textOrNull(findings, Rule.VAR_MEMBERS, root, "var_gene_id_column");
    SettingsCheck.checkBits(findings, Rule.VAR_MEMBERS, root, "quantization");
    StorageCheck storages = new StorageCheck(terms, findings, ObsCheck.gzipped(root));
    Storage storage =
        storages.values(root.member("_varSchema"), Set.of("kind"), Layout.VAR_DIRECTORY);
    if (storage.type().isPresent()) {
      checkBits(root, storage.type().get(), findings);
    }
    Optional<Spot> fields = Members.array(findings, Rule.VAR_MEMBERS, root, "fields");
    List<ValueField> genes = List.of();
    if (fields.isPresent()) {
      boolean quantized = ObsCheck.isQuantized(Optional.of(storage), fields, terms.headSize());
      TupleCheck tuples =
          new TupleCheck(terms, findings, TupleCheck.AxisRules.VAR, fields.get().size());
      genes = tuples.values(fields, quantized);
    }
    boolean complete = fields.isPresent() && TupleCheck.isComplete(genes);
    return new VarModel(StatsCheck.count(root, "n_points"), storage, genes, complete);
  }

  private static void checkBits(Spot root, SampleType type, Findings findings) {
    Optional<Spot> bits = SettingsCheck.bits(root, "quantization");
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
