package io.cellfolio.validate;

import static io.cellfolio.validate.Mutant.GRAPH;
import static io.cellfolio.validate.Mutant.IDENTITY;
import static io.cellfolio.validate.Mutant.OBS;
import static io.cellfolio.validate.Mutant.VAR;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Damage to the text of documents, to the layout and to what documents say of each other. */
final class DocumentMutations {
  private DocumentMutations() {}

  static List<Mutation> list() {
    Mutation.Collection all = new Mutation.Collection();
    addTexts(all);
    addLayouts(all);
    addAgreement(all);
    return all.list();
  }

  private static void addTexts(Mutation.Collection all) {
    all.both(
            Rule.NOT_AN_EXPORT,
            "no document at all",
            m -> m.files.keySet().removeIf(f -> f.endsWith(".json")))
        .both(Rule.NOT_AN_EXPORT, "an empty directory", m -> m.files.clear())
        .both(Rule.DOCUMENT_MISSING, "the identity is gone", m -> m.files.remove(IDENTITY))
        .both(Rule.DOCUMENT_MISSING, "the obs manifest is gone", m -> m.files.remove(OBS))
        .both(Rule.DOCUMENT_LARGE, "a document of 65 MiB", DocumentMutations::padded)
        .both(Rule.DOCUMENT_SYNTAX, "the identity is cut in half", m -> half(m, IDENTITY))
        .both(Rule.DOCUMENT_SYNTAX, "the obs manifest is cut in half", m -> half(m, OBS))
        .both(Rule.DOCUMENT_SYNTAX, "the var manifest is empty", m -> m.setText(VAR, ""))
        .both(
            Rule.DOCUMENT_SYNTAX,
            "something behind the graph manifest",
            m -> m.setText(GRAPH, m.text(GRAPH) + " {}"))
        .both(Rule.DOCUMENT_SYNTAX, "the var manifest is an array", m -> m.setText(VAR, "[1, 2]"))
        .both(Rule.DOCUMENT_SYNTAX, "a trailing comma", m -> m.replace(IDENTITY, "{", "{,"))
        .both(
            Rule.DOCUMENT_SYNTAX,
            "hundreds of levels",
            m -> m.replace(OBS, "\"latent_space\"", "[".repeat(500) + "]".repeat(500)))
        .both(
            Rule.DOCUMENT_NUMBER_TOKEN,
            "NaN as a coordinate of a centroid",
            m ->
                m.setText(
                    OBS,
                    m.text(OBS).replaceFirst("\"position\": \\[[-.0-9e]+", "\"position\": [NaN")),
            Rule.CENTROIDS)
        .both(
            Rule.DOCUMENT_NUMBER_TOKEN,
            "-Infinity as a bound",
            m -> m.replace(VAR, "-1.0437577962875366", "-Infinity"),
            Rule.GENE_BOUNDS)
        .both(
            Rule.DOCUMENT_ENCODING,
            "a byte order mark",
            m -> m.setText(VAR, "\ufeff" + m.text(VAR)))
        .both(
            Rule.DOCUMENT_ENCODING,
            "bytes of Latin-1",
            m ->
                m.files.put(
                    VAR,
                    m.text(VAR).replace("ACTB", "ACT\u00df").getBytes(StandardCharsets.ISO_8859_1)),
            Rule.PAYLOAD_MISSING)
        .both(
            Rule.DOCUMENT_DUPLICATE_NAME,
            "n_points twice",
            m -> m.replace(VAR, "\"n_points\": 48", "\"n_points\": 48, \"n_points\": 48"))
        .both(
            Rule.DOCUMENT_DUPLICATE_NAME,
            "id twice",
            m -> m.replace(IDENTITY, "\"id\":", "\"id\": \"other\", \"id\":"))
        .both(
            Rule.DOCUMENT_SCHEMA,
            "a file name in the source",
            m ->
                ((Runnable)
                        () ->
                            m.edit(
                                IDENTITY,
                                root ->
                                    ((ObjectNode) root.get("source"))
                                        .put("filename", "islets.h5ad")))
                    .run())
        .both(
            Rule.DOCUMENT_SCHEMA,
            "points in a folder of their own",
            DocumentMutations::movedPoints);
  }

  /** White space is no content, so only the size changes. */
  private static void padded(Mutant m) {
    byte[] text = m.files.get(VAR);
    byte[] longer = Arrays.copyOf(text, (65 << 20));
    Arrays.fill(longer, text.length, longer.length, (byte) ' ');
    m.files.put(VAR, longer);
  }

  private static void half(Mutant m, String document) {
    m.editStored(document, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
  }

  private static void movedPoints(Mutant m) {
    String old = m.points(2);
    m.rename(old, "embeddings/" + old);
    m.set(IDENTITY, "/embeddings/files/2d", "\"embeddings/" + old + "\"");
  }

  private static void addLayouts(Mutation.Collection all) {
    all.add(
            Golden.KEYED,
            Rule.LAYOUT_MIXED,
            "the var manifest of the other layout",
            m -> m.files.put(VAR, Golden.INDEXED.files().get(VAR)),
            Rule.PATH_PATTERN,
            Rule.GENE_TUPLE)
        .add(
            Golden.INDEXED,
            Rule.LAYOUT_MIXED,
            "the var manifest of the other layout",
            m -> m.files.put(VAR, Golden.KEYED.files().get(VAR)),
            Rule.PATH_PATTERN,
            Rule.GENE_TUPLE)
        .add(
            Golden.INDEXED,
            Rule.LAYOUT_MIXED,
            "the graph of the other layout",
            m -> m.files.put(GRAPH, Golden.KEYED.files().get(GRAPH)),
            Rule.GRAPH_MEMBERS)
        .add(
            Golden.KEYED,
            Rule.LAYOUT_UNDECIDED,
            "no fields, genes, graph and vectors",
            DocumentMutations::bare)
        .add(
            Golden.INDEXED,
            Rule.LAYOUT_UNDECIDED,
            "no fields, genes, graph and vectors",
            DocumentMutations::bare);
    // Every keyed export says so; a mutation that makes an export keyed shows the rule.
    all.add(
        Golden.INDEXED,
        Rule.VIEWER_GENERATION,
        "a keyed export in its place",
        m -> {
          m.files.clear();
          m.files.putAll(Golden.KEYED.files());
        });
  }

  private static void bare(Mutant m) {
    m.files.keySet().removeIf(f -> f.contains("/") || f.equals(VAR) || f.equals(GRAPH));
    m.edit(
        OBS,
        root -> {
          ((ObjectNode) root).putArray("_continuousFields");
          ((ObjectNode) root).putArray("_categoricalFields");
          ((ObjectNode) root).putObject("_obsSchemas");
        });
    m.edit(
        IDENTITY,
        root -> {
          ObjectNode identity = (ObjectNode) root;
          identity.putArray("obs_fields");
          identity.remove("vector_fields");
          ((ObjectNode) identity.get("export_settings")).put("obs_categorical_dtype", "uint8");
          ObjectNode stats = (ObjectNode) identity.get("stats");
          stats.put("n_genes", 0).put("n_obs_fields", 0).put("n_categorical_fields", 0);
          stats.put("n_continuous_fields", 0).put("has_connectivity", false).putNull("n_edges");
        });
  }

  private static void addAgreement(Mutation.Collection all) {
    all.both(
            Rule.CELL_COUNTS,
            "the identity counts one cell more",
            m -> m.set(IDENTITY, "/stats/n_cells", "49"))
        .both(
            Rule.CELL_COUNTS,
            "the var manifest counts one cell less",
            m -> m.set(VAR, "/n_points", "47"))
        .both(
            Rule.CELL_COUNTS, "the graph counts one cell more", m -> m.set(GRAPH, "/n_cells", "49"))
        .both(
            Rule.OBS_FIELDS_DIFFER,
            "a renamed field in the identity",
            m -> m.set(IDENTITY, "/obs_fields/0/key", "\"counts\""))
        .both(
            Rule.OBS_FIELDS_DIFFER,
            "a category fewer in the identity",
            m ->
                ((Runnable)
                        () ->
                            m.edit(
                                IDENTITY,
                                root ->
                                    root.get("obs_fields")
                                        .forEach(
                                            f -> {
                                              if (f.get("key").asText().equals("cluster")) {
                                                ((ObjectNode) f).put("n_categories", 4);
                                              }
                                            })))
                    .run())
        .add(
            Golden.INDEXED,
            Rule.OBS_FIELDS_DIFFER,
            "two fields exchanged in the identity",
            m -> {
              String first = m.at(IDENTITY, "/obs_fields/0").toString();
              String second = m.at(IDENTITY, "/obs_fields/1").toString();
              m.set(IDENTITY, "/obs_fields/0", second);
              m.set(IDENTITY, "/obs_fields/1", first);
            })
        .both(
            Rule.GENE_COUNT,
            "no genes in the identity",
            m -> m.set(IDENTITY, "/stats/n_genes", "0"))
        .both(
            Rule.GENE_COUNT,
            "a gene fewer in the identity",
            m -> m.set(IDENTITY, "/stats/n_genes", "15"))
        .both(Rule.GENE_COUNT, "the var manifest is gone", m -> m.files.remove(VAR))
        .add(
            Golden.INDEXED,
            Rule.GENE_COUNT,
            "a gene more in the identity",
            m -> m.set(IDENTITY, "/stats/n_genes", "17"))
        .add(
            Golden.KEYED,
            Rule.GENE_COUNT_OF_INPUT,
            "genes of the input in the identity",
            m -> m.set(IDENTITY, "/stats/n_genes", "2000"))
        .both(Rule.GRAPH_AGREEMENT, "the graph manifest is gone", m -> m.files.remove(GRAPH))
        .both(
            Rule.GRAPH_AGREEMENT,
            "an edge more in the identity",
            m -> m.set(IDENTITY, "/stats/n_edges", "110"))
        .both(
            Rule.GRAPH_AGREEMENT,
            "no graph in the identity",
            m -> {
              m.set(IDENTITY, "/stats/has_connectivity", "false");
              m.set(IDENTITY, "/stats/n_edges", "null");
            })
        .both(
            Rule.COMPRESSION_DIFFERS,
            "another level in the identity",
            m -> m.set(IDENTITY, "/export_settings/compression", "5"))
        .both(
            Rule.COMPRESSION_DIFFERS,
            "another level in the var manifest",
            m -> m.set(VAR, "/compression", "9"))
        .both(
            Rule.COMPRESSION_DIFFERS,
            "plain points in a compressed export",
            m -> {
              String gz = m.points(2);
              String plain = gz.replace(".gz", "");
              m.files.put(plain, m.raw(gz));
              m.files.remove(gz);
              m.set(IDENTITY, "/embeddings/files/2d", "\"" + plain + "\"");
            })
        .both(
            Rule.SETTINGS_DIFFER,
            "other bits of genes",
            m -> m.set(IDENTITY, "/export_settings/var_quantization", "16"))
        .both(
            Rule.SETTINGS_DIFFER,
            "other bits of obs values",
            m -> m.set(IDENTITY, "/export_settings/obs_continuous_quantization", "null"))
        .both(
            Rule.SETTINGS_DIFFER,
            "another category type",
            m -> m.set(IDENTITY, "/export_settings/obs_categorical_dtype", "\"uint16\""));
    for (Golden golden : List.of(Golden.KEYED, Golden.INDEXED)) {
      all.add(
          golden,
          Rule.SAME_PATH,
          "two embeddings in one file",
          m -> {
            m.set(IDENTITY, "/embeddings/files/3d", "\"" + m.points(2) + "\"");
            m.files.remove(m.points(3));
          },
          Rule.PAYLOAD_LENGTH);
      all.add(
          golden,
          Rule.SAME_PATH,
          "a payload in the place of a document",
          m -> m.set(IDENTITY, "/vector_fields/fields/velocity_umap/files/2d", "\"" + VAR + "\""),
          Rule.PAYLOAD_LENGTH,
          Rule.COMPRESSION_DIFFERS,
          Rule.VECTOR_PATH);
    }
  }
}
