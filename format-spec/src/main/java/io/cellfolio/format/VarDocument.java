package io.cellfolio.format;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code var_manifest.json}.
 *
 * <p>Normative text: {@code docs/format/var.md}.
 */
final class VarDocument {
  private static final Set<String> KEYS =
      Set.of(
          "_format",
          "n_points",
          "var_gene_id_column",
          "compression",
          "quantization",
          "_varSchema",
          "fields");
  private static final String KIND = "continuous";

  private final Tuples tuples;
  private final FieldTuples fields;

  VarDocument(Tuples tuples) {
    this.tuples = tuples;
    this.fields = new FieldTuples(tuples);
  }

  byte[] write(VarManifest manifest) {
    PythonJsonWriter out = PythonJsonWriter.oneLine().beginObject();
    out.name("_format").text(ObsManifest.FORMAT);
    out.name("n_points").whole(manifest.nPoints());
    out.name("var_gene_id_column");
    if (manifest.geneIdColumn().isPresent()) {
      out.text(manifest.geneIdColumn().get());
    } else {
      out.nothing();
    }
    ValueSchemas.write(out, manifest.compression());
    out.name("quantization");
    ValueSchemas.writeBits(out, manifest.schema().type());
    out.name("_varSchema").beginObject().name("kind").text(KIND);
    ValueSchemas.writeMembers(out, manifest.schema());
    out.endObject();
    out.name("fields").beginArray();
    for (FieldEntry.Continuous gene : manifest.genes()) {
      fields.write(out, gene, manifest.schema());
    }
    return out.endArray().endObject().toBytes();
  }

  VarManifest read(byte[] json) throws MalformedDatasetException {
    JsonPlace root = JsonDocument.parse(Layout.VAR_MANIFEST_FILE, json);
    root.requireKeys(KEYS, Set.of());
    root.at("_format").requireText(ObsManifest.FORMAT);
    long nPoints = root.at("n_points").count();
    JsonPlace column = root.at("var_gene_id_column");
    Optional<String> geneIdColumn =
        column.isNull() ? Optional.empty() : Optional.of(column.nonEmptyText());
    Compression compression = ValueSchemas.readCompression(root);
    JsonPlace schemaPlace = root.at("_varSchema");
    ValueSchema schema =
        ValueSchemas.read(schemaPlace, Set.of("kind"), tuples.layout().placeholder(), compression);
    schemaPlace.at("kind").requireText(KIND);
    JsonPlace quantization = root.at("quantization");
    if (ValueSchemas.readBits(quantization) != schema.type()) {
      throw quantization.expected("what fits the schema's dtype " + schema.type().dtype());
    }
    List<FieldEntry.Continuous> genes =
        fields.readContinuous(root.at("fields"), schema.quantized());
    return new VarManifest(nPoints, geneIdColumn, compression, schema, genes);
  }
}
