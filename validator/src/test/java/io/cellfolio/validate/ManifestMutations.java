package io.cellfolio.validate;

import static io.cellfolio.validate.Mutant.GRAPH;
import static io.cellfolio.validate.Mutant.IDENTITY;
import static io.cellfolio.validate.Mutant.OBS;
import static io.cellfolio.validate.Mutant.VAR;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Damage to the manifests of obs, var and the graph. */
final class ManifestMutations {
  private static final String CONTINUOUS = "/_obsSchemas/continuous";
  private static final String CATEGORICAL = "/_obsSchemas/categorical";

  private ManifestMutations() {}

  static List<Mutation> list() {
    Mutation.Collection all = new Mutation.Collection();
    addObs(all);
    addTuples(all);
    addCategories(all);
    addVar(all);
    addGraph(all);
    addNames(all);
    return all.list();
  }

  private static void addObs(Mutation.Collection all) {
    all.both(Rule.OBS_MEMBERS, "another format", m -> m.set(OBS, "/_format", "\"compact_v2\""))
        .both(Rule.OBS_MEMBERS, "a member too many", m -> m.set(OBS, "/extra", "1"))
        .both(Rule.OBS_MEMBERS, "compression 0", m -> m.set(OBS, "/compression", "0"))
        .both(Rule.OBS_MEMBERS, "an empty latent key", m -> m.set(OBS, "/latent_key", "\"\""))
        .add(
            Golden.INDEXED,
            Rule.OBS_MEMBERS,
            "a quantile of 1",
            m -> m.set(OBS, "/centroid_outlier_quantile", "1.0"))
        .both(Rule.OBS_SCHEMAS, "no schema of continuous fields", m -> m.remove(OBS, CONTINUOUS))
        .both(Rule.OBS_SCHEMAS, "a schema too many", m -> m.set(OBS, "/_obsSchemas/other", "{}"))
        .both(Rule.OBS_SCHEMAS, "a list that is none", m -> m.set(OBS, "/_continuousFields", "{}"))
        .both(
            Rule.VALUE_SCHEMA,
            "an extension of another type",
            m -> m.set(OBS, CONTINUOUS + "/ext", "\"u16\""))
        .both(
            Rule.VALUE_SCHEMA,
            "a flag of another type",
            m -> m.set(OBS, CONTINUOUS + "/quantized", "false"))
        .both(
            Rule.VALUE_SCHEMA,
            "bits of another type",
            m -> m.set(VAR, "/_varSchema/quantizationBits", "16"))
        .both(
            Rule.VALUE_SCHEMA,
            "genes of another kind",
            m -> m.set(VAR, "/_varSchema/kind", "\"category\""))
        .both(
            Rule.PATH_PATTERN,
            "a pattern without .gz",
            m -> m.set(OBS, CONTINUOUS + "/pathPattern", "\"obs/" + holder(m) + ".values.u8\""),
            Rule.PAYLOAD_MISSING)
        .both(
            Rule.PATH_PATTERN,
            "a pattern above the export",
            m -> m.set(VAR, "/_varSchema/pathPattern", "\"../var/" + holder(m) + ".values.u8.gz\""))
        .both(
            Rule.PATH_PATTERN,
            "a placeholder twice",
            m ->
                m.set(
                    OBS,
                    CATEGORICAL + "/codesPathPattern",
                    "\"obs/" + holder(m) + holder(m) + ".codes.{ext}.gz\""))
        .add(
            Golden.INDEXED,
            Rule.PATH_PATTERN,
            "the placeholder of the other layout",
            m -> m.set(VAR, "/_varSchema/pathPattern", "\"var/{key}.values.u8.gz\""),
            Rule.LAYOUT_MIXED)
        .both(
            Rule.PAYLOAD_FOLDER, "genes in a folder of another name", ManifestMutations::movedGenes)
        .both(
            Rule.CATEGORY_SCHEMA,
            "an outlier type without a pattern",
            m -> m.set(OBS, CATEGORICAL + "/outlierPathPattern", "null"))
        .both(
            Rule.CATEGORY_SCHEMA,
            "an outlier extension of another type",
            m -> m.set(OBS, CATEGORICAL + "/outlierExt", "\"f32\""))
        .both(
            Rule.CATEGORY_SCHEMA,
            "a member too many",
            m -> m.set(OBS, CATEGORICAL + "/missing", "255"));
  }

  private static String holder(Mutant m) {
    return m.keyed() ? "{key}" : "{index}";
  }

  private static void movedGenes(Mutant m) {
    for (String path : List.copyOf(m.files.keySet())) {
      if (path.startsWith("var/")) {
        m.rename(path, "genes/" + path.substring(4));
      }
    }
    m.set(VAR, "/_varSchema/pathPattern", "\"genes/" + holder(m) + ".values.u8.gz\"");
  }

  private static void addTuples(Mutation.Collection all) {
    all.both(
            Rule.OBS_TUPLE,
            "a field without bounds",
            m -> m.edit(OBS, root -> drop(m, (ArrayNode) root.at(m.continuous("age")), 2)))
        .both(
            Rule.OBS_TUPLE,
            "a category field with a member too many",
            m -> m.edit(OBS, root -> ((ArrayNode) root.at(m.category("cluster"))).add(1)))
        .add(
            Golden.INDEXED,
            Rule.OBS_INDEX,
            "a number twice",
            m -> m.set(OBS, "/_continuousFields/0/0", "5"))
        .add(
            Golden.INDEXED,
            Rule.OBS_INDEX,
            "a gap in the numbers",
            m -> m.set(OBS, "/_continuousFields/6/0", "99"))
        .both(
            Rule.OBS_KEY,
            "an empty key",
            m -> m.set(OBS, "/_continuousFields/0/" + (m.head() - 1), "\"\""))
        .both(
            Rule.OBS_KEY,
            "a key twice",
            m -> m.set(OBS, "/_continuousFields/0/" + (m.head() - 1), "\"age\""),
            Rule.OBS_FIELDS_DIFFER)
        .both(
            Rule.OBS_BOUNDS,
            "bounds exchanged",
            m -> {
              String tuple = m.continuous("age");
              m.set(OBS, tuple + "/" + m.head(), "2209.0");
              m.set(OBS, tuple + "/" + (m.head() + 1), "0.0");
            })
        .both(
            Rule.OBS_BOUNDS,
            "a bound that is no number",
            m -> m.set(OBS, m.continuous("age") + "/" + m.head(), "null"))
        .both(
            Rule.BOUND_NOT_SINGLE,
            "a bound in double precision",
            m -> m.set(OBS, m.continuous("age") + "/" + (m.head() + 1), "2209.0000000001"))
        .both(
            Rule.DISPLAY_TEXT,
            "a key with a line feed",
            m -> {
              m.set(OBS, m.continuous("age") + "/" + (m.head() - 1), "\"a\\nge\"");
              m.edit(
                  IDENTITY,
                  root ->
                      root.get("obs_fields")
                          .forEach(
                              f -> {
                                if (f.get("key").asText().equals("age")) {
                                  ((ObjectNode) f).put("key", "a\nge");
                                }
                              }));
              if (m.keyed()) {
                m.rename("obs/age.values.u8.gz", "obs/a_ge.values.u8.gz");
              }
            });
  }

  private static void drop(Mutant m, ArrayNode tuple, int count) {
    for (int i = 0; i < count; i++) {
      tuple.remove(tuple.size() - 1);
    }
  }

  private static void addCategories(Mutation.Collection all) {
    all.both(
            Rule.CATEGORIES,
            "an unknown code type",
            m -> m.set(OBS, m.category("cluster") + "/" + (m.head() + 1), "\"uint32\""))
        .both(
            Rule.CATEGORIES,
            "another missing code",
            m -> m.set(OBS, m.category("cluster") + "/" + (m.head() + 2), "254"))
        .both(
            Rule.CATEGORIES,
            "a label that is null",
            m -> m.set(OBS, m.category("cluster") + "/" + m.head() + "/0", "null"))
        .both(
            Rule.CATEGORIES, "300 categories of 8 bits", m -> grow(m, 300), Rule.OBS_FIELDS_DIFFER)
        .add(
            Golden.KEYED,
            Rule.CATEGORIES,
            "a label that is a number",
            m -> m.set(OBS, m.category("cluster") + "/1/0", "1"))
        .both(
            Rule.CATEGORY_COUNT,
            "254 categories of 8 bits",
            m -> grow(m, 254),
            Rule.OBS_FIELDS_DIFFER)
        .add(
            Golden.INDEXED,
            Rule.LABELS_EQUAL,
            "a label twice",
            m -> m.set(OBS, m.category("cluster") + "/2/0", "\"rare\""))
        .add(
            Golden.INDEXED,
            Rule.LABELS_EQUAL,
            "1 and 1.0",
            m -> {
              m.set(OBS, m.category("cluster") + "/2/0", "1");
              m.set(OBS, m.category("cluster") + "/2/3", "1.0");
            })
        .add(
            Golden.KEYED,
            Rule.LABELS_EQUAL_KEYED,
            "a label twice",
            m -> m.set(OBS, m.category("cluster") + "/1/0", "\"rare\""))
        .both(
            Rule.LABELS_ALIKE,
            "labels that differ in white space",
            m -> m.set(OBS, m.category("cluster") + "/" + m.head() + "/0", "\"\u03b2\\u00a0cell\""))
        .both(
            Rule.CENTROIDS,
            "a centroid of an unknown label",
            m -> m.set(OBS, centroid(m) + "/category", "\"nobody\""))
        .both(
            Rule.CENTROIDS,
            "a position of too many dimensions",
            m -> m.set(OBS, centroid(m) + "/position", "[0.1, 0.2, 0.3]"))
        .both(
            Rule.CENTROIDS,
            "more cells than there are",
            m -> m.set(OBS, centroid(m) + "/n_points", "49"))
        .both(
            Rule.CENTROIDS,
            "a label with two centroids",
            m ->
                m.edit(
                    OBS,
                    root -> {
                      ArrayNode list = (ArrayNode) root.at(centroids(m));
                      list.add(list.get(0).deepCopy());
                    }))
        .both(
            Rule.CENTROIDS,
            "a fourth dimension",
            m ->
                m.edit(
                    OBS,
                    root ->
                        ((ObjectNode) root.at(m.category("cluster") + "/" + (m.head() + 3)))
                            .putArray("4")))
        .both(
            Rule.CENTROID_DIMENSIONS,
            "no centroids for 3D",
            m -> m.remove(OBS, m.category("cluster") + "/" + (m.head() + 3) + "/3"))
        .both(
            Rule.CENTROID_DIMENSIONS,
            "a centroid of no cells",
            m -> m.set(OBS, centroid(m) + "/n_points", "0"));
  }

  private static String centroids(Mutant m) {
    return m.category("cluster") + "/" + (m.head() + 3) + "/2";
  }

  private static String centroid(Mutant m) {
    return centroids(m) + "/0";
  }

  private static void grow(Mutant m, int count) {
    m.edit(
        OBS,
        root -> {
          ArrayNode labels = (ArrayNode) root.at(m.category("cluster") + "/" + m.head());
          while (labels.size() < count) {
            labels.add("more " + labels.size());
          }
        });
  }

  private static void addVar(Mutation.Collection all) {
    all.both(Rule.VAR_MEMBERS, "a member is missing", m -> m.remove(VAR, "/var_gene_id_column"))
        .both(
            Rule.VAR_MEMBERS,
            "quantization of another schema",
            m -> m.set(VAR, "/quantization", "16"))
        .both(Rule.VAR_MEMBERS, "no cells", m -> m.set(VAR, "/n_points", "0"), Rule.CELL_COUNTS)
        .both(
            Rule.GENE_TUPLE,
            "a gene without bounds",
            m -> m.edit(VAR, root -> drop(m, (ArrayNode) root.at("/fields/3"), 2)))
        .both(Rule.GENE_TUPLE, "a gene that is no array", m -> m.set(VAR, "/fields/3", "\"ACTB\""))
        .add(Golden.INDEXED, Rule.GENE_INDEX, "a number twice", m -> m.set(VAR, "/fields/3/0", "2"))
        .add(
            Golden.INDEXED,
            Rule.GENE_INDEX,
            "a number that is none",
            m -> m.set(VAR, "/fields/3/0", "3.5"))
        .both(
            Rule.GENE_NAME, "an empty name", m -> m.set(VAR, "/fields/0/" + (m.head() - 1), "\"\""))
        .both(
            Rule.GENE_NAME,
            "a name twice",
            m -> m.set(VAR, "/fields/0/" + (m.head() - 1), "\"negative\""))
        .both(Rule.GENE_BOUNDS, "bounds exchanged", m -> m.set(VAR, "/fields/0/" + m.head(), "9.0"))
        .both(
            Rule.GENE_BOUNDS,
            "a bound beyond all numbers",
            m -> m.set(VAR, "/fields/0/" + (m.head() + 1), "1e999"))
        .both(
            Rule.BOUND_NOT_SINGLE,
            "a bound of a gene in double precision",
            m -> m.set(VAR, "/fields/0/" + (m.head() + 1), "3.19425010682"));
  }

  private static void addGraph(Mutation.Collection all) {
    all.both(Rule.GRAPH_MEMBERS, "another format", m -> m.set(GRAPH, "/format", "\"csr\""))
        .both(Rule.GRAPH_MEMBERS, "a member is missing", m -> m.remove(GRAPH, "/compression"))
        .add(
            Golden.INDEXED,
            Rule.GRAPH_MEMBERS,
            "weights of another type",
            m -> m.set(GRAPH, "/weight_dtype", "\"float32\""))
        .both(
            Rule.GRAPH_COUNTS,
            "more edges than pairs",
            m -> m.set(GRAPH, "/n_edges", "1129"),
            Rule.GRAPH_AGREEMENT,
            Rule.PAYLOAD_LENGTH)
        .both(
            Rule.GRAPH_COUNTS,
            "more neighbors than cells",
            m -> m.set(GRAPH, "/max_neighbors", "49"),
            Rule.EDGE_DEGREE)
        .both(Rule.GRAPH_COUNTS, "no cells", m -> m.set(GRAPH, "/n_cells", "0"), Rule.CELL_COUNTS)
        .both(
            Rule.GRAPH_INDEX_WIDTH,
            "a width of another type",
            m -> m.set(GRAPH, "/index_bytes", "4"))
        .both(
            Rule.GRAPH_INDEX_WIDTH,
            "wider indices than needed",
            m -> {
              m.set(GRAPH, "/index_bytes", "4");
              m.set(GRAPH, "/index_dtype", "\"uint32\"");
              for (String end : List.of("src", "dst")) {
                String path = m.file("connectivity/edges." + end);
                byte[] narrow = m.raw(path);
                byte[] wide = new byte[narrow.length * 2];
                for (int i = 0; i < narrow.length; i += 2) {
                  wide[2 * i] = narrow[i];
                  wide[2 * i + 1] = narrow[i + 1];
                }
                m.setRaw(path, wide);
              }
            })
        .both(
            Rule.GRAPH_PATHS,
            "both ends in one file",
            m -> m.set(GRAPH, "/destinationsPath", "\"connectivity/edges.src.bin.gz\""),
            Rule.SAME_PATH,
            Rule.EDGE_ENDS,
            Rule.EDGE_ORDER)
        .both(
            Rule.GRAPH_PATHS,
            "edges above the export",
            m -> m.set(GRAPH, "/sourcesPath", "\"../edges.src.bin.gz\""))
        .add(
            Golden.INDEXED,
            Rule.GRAPH_WORKING_SET,
            "edges of 600 MB",
            m -> {
              m.set(GRAPH, "/n_cells", "60000");
              m.set(GRAPH, "/n_edges", "12000000");
            },
            Rule.CELL_COUNTS,
            Rule.GRAPH_AGREEMENT,
            Rule.PAYLOAD_LENGTH);
  }

  private static void addNames(Mutation.Collection all) {
    all.add(
            Golden.KEYED,
            Rule.SAFE_NAME_SHARED,
            "two genes in one file",
            m -> {
              m.set(VAR, "/fields/10/0", "\"ACTB \"");
              m.files.remove("var/MT-ND1.values.u8.gz");
            })
        .add(
            Golden.KEYED,
            Rule.SAFE_NAME_SHARED,
            "two fields in one file",
            m -> {
              m.set(OBS, m.continuous("age") + "/0", "\"n counts\"");
              m.files.remove("obs/age.values.u8.gz");
            },
            Rule.OBS_FIELDS_DIFFER)
        .add(
            Golden.KEYED,
            Rule.SAFE_NAME_CASE,
            "two genes that differ in case",
            m -> {
              m.set(VAR, "/fields/10/0", "\"actb\"");
              m.rename("var/MT-ND1.values.u8.gz", "var/actb.values.u8.gz");
            })
        .add(
            Golden.KEYED,
            Rule.SAFE_NAME_DEVICE,
            "a gene called like a device",
            m -> {
              m.set(VAR, "/fields/10/0", "\"AUX\"");
              m.rename("var/MT-ND1.values.u8.gz", "var/AUX.values.u8.gz");
            });
  }
}
