package io.cellfolio.validate;

import static io.cellfolio.validate.Mutant.IDENTITY;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Damage to the identity. */
final class IdentityMutations {
  private IdentityMutations() {}

  static List<Mutation> list() {
    Mutation.Collection all = new Mutation.Collection();
    addMembers(all);
    addObjects(all);
    addVectors(all);
    return all.list();
  }

  private static void set(Mutant m, String pointer, String json) {
    m.set(IDENTITY, pointer, json);
  }

  private static void addMembers(Mutation.Collection all) {
    all.both(Rule.IDENTITY_MEMBERS, "no description", m -> m.remove(IDENTITY, "/description"))
        .both(
            Rule.IDENTITY_MEMBERS,
            "a member too many",
            m -> set(m, "/_cellucid_version_marker", "\"0.9\""))
        .both(Rule.IDENTITY_VERSION, "version 3", m -> set(m, "/version", "3"))
        .both(Rule.IDENTITY_VERSION, "version as text", m -> set(m, "/version", "\"2\""))
        .both(Rule.IDENTITY_NAME, "a blank name", m -> set(m, "/name", "\"  \""))
        .both(
            Rule.IDENTITY_DESCRIPTION,
            "no text as description",
            m -> set(m, "/description", "null"))
        .both(
            Rule.IDENTITY_WRITER,
            "a writer without a name",
            m -> set(m, "/cellucid_data_version", "\"\""))
        .both(Rule.IDENTITY_ID, "an empty id", m -> set(m, "/id", "\"\""))
        .both(Rule.IDENTITY_ID, "an id with a line feed", m -> set(m, "/id", "\"a\\nb\""))
        .add(Golden.INDEXED, Rule.IDENTITY_ID, "an id with a space", m -> set(m, "/id", "\"a b\""))
        .add(
            Golden.KEYED, Rule.ID_NOT_PORTABLE, "an id with a space", m -> set(m, "/id", "\"a b\""))
        .both(Rule.ID_NOT_PORTABLE, "a device as id", m -> set(m, "/id", "\"con.1\""))
        .both(Rule.ID_NOT_PORTABLE, "a long id", m -> set(m, "/id", "\"" + "x".repeat(181) + "\""))
        .both(
            Rule.DISPLAY_TEXT,
            "a name with white space at its end",
            m -> set(m, "/name", "\"islets \""))
        .both(
            Rule.DISPLAY_TEXT,
            "an invisible character in the description",
            m -> set(m, "/description", "\"a\\u200bb\""))
        .both(
            Rule.CREATED_AT,
            "a time without seconds",
            m -> set(m, "/created_at", "\"2026-01-02T03:04Z\""))
        .both(
            Rule.CREATED_AT, "30 February", m -> set(m, "/created_at", "\"2026-02-30T03:04:05Z\""))
        .both(Rule.IDENTITY_SOURCE, "a blank source", m -> set(m, "/source", "{\"name\": \" \"}"))
        .add(
            Golden.INDEXED,
            Rule.IDENTITY_SOURCE,
            "a source without a name",
            m -> m.remove(IDENTITY, "/source/name"))
        .both(Rule.NO_CELLS, "no cells", m -> set(m, "/stats/n_cells", "0"), Rule.CELL_COUNTS);
  }

  private static void addObjects(Mutation.Collection all) {
    all.both(Rule.STATS_MEMBERS, "no number of genes", m -> m.remove(IDENTITY, "/stats/n_genes"))
        .both(
            Rule.STATS_MEMBERS, "a negative number of cells", m -> set(m, "/stats/n_cells", "-48"))
        .both(
            Rule.STATS_MEMBERS, "2^60 genes", m -> set(m, "/stats/n_genes", "1152921504606846976"))
        .both(
            Rule.STATS_SUM,
            "a field too many",
            m -> set(m, "/stats/n_obs_fields", "17"),
            Rule.IDENTITY_OBS_FIELDS)
        .both(Rule.STATS_EDGES, "null edges of a graph", m -> set(m, "/stats/n_edges", "null"))
        .both(
            Rule.STATS_EDGES,
            "a graph that is neither there nor not",
            m -> set(m, "/stats/has_connectivity", "1"))
        .both(
            Rule.EMBEDDINGS,
            "descending dimensions",
            m -> set(m, "/embeddings/available_dimensions", "[3, 2]"))
        .both(
            Rule.EMBEDDINGS,
            "four dimensions",
            m -> set(m, "/embeddings/available_dimensions", "[2, 3, 4]"))
        .both(
            Rule.EMBEDDINGS,
            "a default that is not there",
            m -> set(m, "/embeddings/default_dimension", "1"))
        .both(
            Rule.DEFAULT_DIMENSION,
            "a smaller default",
            m -> set(m, "/embeddings/default_dimension", "2"))
        .both(
            Rule.EMBEDDING_FILES, "no file for 3D", m -> m.remove(IDENTITY, "/embeddings/files/3d"))
        .both(
            Rule.EMBEDDING_FILES,
            "a file for 1D",
            m -> set(m, "/embeddings/files/1d", "\"points_1d.bin.gz\""))
        .both(
            Rule.IDENTITY_PATH,
            "points above the export",
            m -> set(m, "/embeddings/files/2d", "\"../points_2d.bin.gz\""))
        .both(
            Rule.IDENTITY_PATH,
            "an absolute path",
            m -> set(m, "/embeddings/files/2d", "\"/etc/passwd\""))
        .both(
            Rule.IDENTITY_PATH,
            "a path with a space",
            m -> set(m, "/embeddings/files/2d", "\"points 2d.bin.gz\""))
        .both(
            Rule.IDENTITY_PATH,
            "a backslash",
            m -> set(m, "/embeddings/files/3d", "\"points\\\\3d.bin.gz\""))
        .both(
            Rule.IDENTITY_OBS_FIELDS,
            "an unknown kind",
            m -> set(m, "/obs_fields/0/kind", "\"number\""))
        .both(
            Rule.IDENTITY_OBS_FIELDS,
            "a key twice",
            m -> set(m, "/obs_fields/1/key", m.at(IDENTITY, "/obs_fields/0/key").toString()),
            Rule.OBS_FIELDS_DIFFER)
        .both(
            Rule.IDENTITY_OBS_FIELDS,
            "an entry too few",
            m -> m.remove(IDENTITY, "/obs_fields/0"),
            Rule.OBS_FIELDS_DIFFER)
        .both(
            Rule.IDENTITY_OBS_FIELDS,
            "a member too many",
            m ->
                m.edit(
                    IDENTITY,
                    root -> ((ObjectNode) root.get("obs_fields").get(0)).put("unit", "1")))
        .both(
            Rule.EXPORT_SETTINGS,
            "compression 10",
            m -> set(m, "/export_settings/compression", "10"))
        .both(
            Rule.EXPORT_SETTINGS, "12 bits", m -> set(m, "/export_settings/var_quantization", "12"))
        .both(
            Rule.EXPORT_SETTINGS,
            "a setting is missing",
            m -> m.remove(IDENTITY, "/export_settings/compression"))
        .add(
            Golden.INDEXED,
            Rule.EXPORT_SETTINGS,
            "automatic category type",
            m -> set(m, "/export_settings/obs_categorical_dtype", "\"auto\""),
            Rule.LAYOUT_MIXED);
  }

  private static void addVectors(Mutation.Collection all) {
    String velocity = "/vector_fields/fields/velocity_umap";
    all.both(
            Rule.VECTOR_FIELDS,
            "a default field that is not there",
            m -> set(m, "/vector_fields/default_field", "\"drift\""))
        .both(Rule.VECTOR_FIELDS, "no fields", m -> set(m, "/vector_fields/fields", "{}"))
        .both(Rule.VECTOR_FIELD, "no label", m -> m.remove(IDENTITY, velocity + "/label"))
        .both(
            Rule.VECTOR_FIELD,
            "a default that is not the largest",
            m -> set(m, velocity + "/default_dimension", "2"))
        .both(
            Rule.VECTOR_FIELD,
            "a dimension without an embedding",
            m -> {
              set(m, velocity + "/available_dimensions", "[1, 3]");
              m.edit(
                  IDENTITY,
                  root -> {
                    ObjectNode files = (ObjectNode) root.at(velocity + "/files");
                    files.set("1d", files.remove("2d"));
                  });
            },
            Rule.PAYLOAD_LENGTH,
            Rule.VECTOR_PATH)
        .both(
            Rule.VECTOR_FIELD,
            "a file is not listed",
            m -> m.remove(IDENTITY, velocity + "/files/3d"))
        .add(
            Golden.INDEXED,
            Rule.VECTOR_LABEL,
            "a label of its own",
            m -> set(m, velocity + "/label", "\"Velocity\""))
        .add(
            Golden.INDEXED,
            Rule.VECTOR_LABEL,
            "another basis",
            m -> set(m, velocity + "/basis", "\"tsne\""))
        .add(
            Golden.INDEXED,
            Rule.VECTOR_PATH,
            "the file of another number",
            m -> {
              m.rename("vectors/1_3d.bin.gz", "vectors/7_3d.bin.gz");
              set(m, velocity + "/files/3d", "\"vectors/7_3d.bin.gz\"");
            })
        .add(
            Golden.INDEXED,
            Rule.VECTOR_ORDER,
            "fields out of order",
            m -> {
              m.edit(
                  IDENTITY,
                  root -> {
                    ObjectNode fields = (ObjectNode) root.at("/vector_fields/fields");
                    fields.set("drift_umap", fields.remove("drift_umap"));
                  });
              m.rename("vectors/0_2d.bin.gz", "vectors/x");
              m.rename("vectors/1_2d.bin.gz", "vectors/0_2d.bin.gz");
              m.rename("vectors/1_3d.bin.gz", "vectors/0_3d.bin.gz");
              m.rename("vectors/x", "vectors/1_2d.bin.gz");
              set(m, velocity + "/files/2d", "\"vectors/0_2d.bin.gz\"");
              set(m, velocity + "/files/3d", "\"vectors/0_3d.bin.gz\"");
              set(m, "/vector_fields/fields/drift_umap/files/2d", "\"vectors/1_2d.bin.gz\"");
            });
  }
}
