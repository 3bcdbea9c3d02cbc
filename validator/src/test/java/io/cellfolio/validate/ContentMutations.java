package io.cellfolio.validate;

import static io.cellfolio.validate.Mutant.GRAPH;
import static io.cellfolio.validate.Mutant.OBS;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Damage to what payloads hold. */
final class ContentMutations {
  private ContentMutations() {}

  static List<Mutation> list() {
    Mutation.Collection all = new Mutation.Collection();
    addPoints(all);
    addValues(all);
    addCategories(all);
    addEdges(all);
    return all.list();
  }

  private static void addPoints(Mutation.Collection all) {
    all.both(
            Rule.POINT_NOT_FINITE,
            "NaN",
            m -> m.editRaw(m.points(2), b -> b.putFloat(8, Float.NaN)))
        .both(
            Rule.POINT_NOT_FINITE,
            "infinity",
            m -> m.editRaw(m.points(3), b -> b.putFloat(12, Float.NEGATIVE_INFINITY)))
        .both(
            Rule.POINT_RANGE,
            "a point far out",
            m -> m.editRaw(m.points(2), b -> b.putFloat(8, 1.5f)))
        .both(
            Rule.POINT_RANGE,
            "points that were not stretched",
            m ->
                m.editRaw(
                    m.points(2),
                    b -> {
                      for (int i = 0; i < b.limit(); i += 4) {
                        b.putFloat(i, b.getFloat(i) / 2);
                      }
                    }))
        .add(
            Golden.INDEXED,
            Rule.VECTOR_NOT_FINITE,
            "NaN in a vector",
            m -> m.editRaw("vectors/1_3d.bin.gz", b -> b.putFloat(4, Float.NaN)))
        .add(
            Golden.KEYED,
            Rule.VECTOR_NOT_FINITE_KEYED,
            "NaN in a vector",
            m -> m.editRaw("vectors/velocity_umap_3d.bin.gz", b -> b.putFloat(4, Float.NaN)));
  }

  private static void addValues(Mutation.Collection all) {
    all.add(
            Golden.INDEXED_FLOAT,
            Rule.VALUE_INFINITE,
            "an infinite value",
            m -> m.editRaw(m.gene(), b -> b.putFloat(8, Float.POSITIVE_INFINITY)))
        .add(
            Golden.KEYED_FLOAT,
            Rule.VALUE_INFINITE_KEYED,
            "an infinite value",
            m -> m.editRaw(m.gene(), b -> b.putFloat(8, Float.POSITIVE_INFINITY)))
        .both(
            Rule.VALUES_ALL_MISSING,
            "no value at all",
            m -> m.editRaw(m.gene(), b -> Arrays.fill(b.array(), (byte) 255)))
        .add(
            Golden.INDEXED_FLOAT,
            Rule.VALUES_ALL_MISSING,
            "no value at all",
            m -> m.editRaw(m.gene(), ContentMutations::fillNaN))
        .both(
            Rule.VALUES_MISSING,
            "a value is missing",
            m -> m.editRaw(m.gene(), b -> b.put(5, (byte) 255)))
        .add(
            Golden.KEYED_PLAIN,
            Rule.VALUES_MISSING,
            "a value of 16 bits is missing",
            m -> m.editRaw(m.gene(), b -> b.putShort(6, (short) -1)))
        .both(
            Rule.CONSTANT_CODES,
            "a constant that is not 0",
            m ->
                m.editRaw(
                    m.path("var", "constant", "values"), b -> Arrays.fill(b.array(), (byte) 7)))
        .add(
            Golden.INDEXED,
            Rule.CONSTANT_CODES,
            "a constant with two codes",
            m -> m.editRaw(m.path("var", "constant", "values"), b -> b.put(3, (byte) 1)))
        .add(
            Golden.INDEXED,
            Rule.CODE_EXTREMES,
            "the largest code is not used",
            m ->
                m.editRaw(
                    m.gene(),
                    b -> {
                      for (int i = 0; i < b.limit(); i++) {
                        b.put(i, (byte) Math.min(b.get(i) & 0xff, 200));
                      }
                    }))
        .add(
            Golden.INDEXED_PLAIN,
            Rule.CODE_EXTREMES,
            "the code 0 is not used",
            m ->
                m.editRaw(
                    m.gene(),
                    b -> {
                      for (int i = 0; i < b.limit(); i += 2) {
                        b.putShort(i, (short) Math.max(b.getShort(i) & 0xffff, 9));
                      }
                    }));
  }

  private static void fillNaN(ByteBuffer values) {
    for (int i = 0; i < values.limit(); i += 4) {
      values.putFloat(i, Float.NaN);
    }
  }

  private static String centroid(Mutant m) {
    return m.category("cluster") + "/" + (m.head() + 3) + "/2/0";
  }

  private static String largestQuantile(Mutant m) {
    return m.category("cluster") + "/" + (m.head() + 5);
  }

  private static void addCategories(Mutation.Collection all) {
    all.both(
            Rule.CATEGORY_CODE,
            "a code too large",
            m -> m.editRaw(m.path("obs", "cluster", "codes"), b -> b.put(3, (byte) 5)))
        .add(
            Golden.KEYED_PLAIN,
            Rule.CATEGORY_CODE,
            "a code of 16 bits too large",
            m -> {
              String path = m.path("obs", "cluster", "codes");
              m.editRaw(path, b -> b.put(3, (byte) 200));
            })
        .both(
            Rule.CATEGORY_UNUSED,
            "a category without cells",
            m ->
                m.editRaw(
                    m.path("obs", "cluster", "codes"),
                    b -> {
                      for (int i = 0; i < b.limit(); i++) {
                        if (b.get(i) == 3) {
                          b.put(i, (byte) 1);
                        }
                      }
                    }))
        .both(
            Rule.CENTROID_SIZE,
            "a centroid of more cells than its category has",
            m -> m.set(OBS, centroid(m) + "/n_points", "40"))
        .both(
            Rule.CENTROID_SIZE,
            "a centroid of no cell",
            m -> m.set(OBS, centroid(m) + "/n_points", "0"))
        .both(
            Rule.CENTROID_PLACE,
            "a centroid elsewhere",
            m -> m.set(OBS, centroid(m) + "/position", "[-0.55, 0.999]"))
        .both(Rule.OUTLIER_RANGE, "a quantile above 1", m -> m.set(OBS, largestQuantile(m), "1.5"))
        .add(
            Golden.INDEXED_FLOAT,
            Rule.OUTLIER_RANGE,
            "a negative quantile",
            m ->
                m.editRaw(
                    m.path("obs", "donor", "outliers"),
                    b -> {
                      for (int i = 0; i < b.limit(); i += 4) {
                        if (b.getFloat(i) > 0) {
                          b.putFloat(i, -0.5f);
                        }
                      }
                    }))
        .both(
            Rule.OUTLIER_WITHOUT_CATEGORY,
            "a quantile without a category",
            m -> {
              byte[] codes = m.raw(m.path("obs", "passed", "codes"));
              m.editRaw(
                  m.path("obs", "passed", "outliers"),
                  b -> {
                    for (int i = 0; i < codes.length; i++) {
                      if (codes[i] == -1) {
                        b.put(i, (byte) 100);
                      }
                    }
                  });
            })
        .both(
            Rule.OUTLIER_ABSENT,
            "a cell without its quantile",
            m -> {
              byte[] codes = m.raw(m.path("obs", "cluster", "codes"));
              m.editRaw(
                  m.path("obs", "cluster", "outliers"),
                  b -> {
                    int i = 0;
                    while (codes[i] != 1 || (b.get(i) & 0xff) > 250) {
                      i++;
                    }
                    b.put(i, (byte) 255);
                  });
            })
        .both(
            Rule.OUTLIER_TOP,
            "no cell is the farthest",
            m -> m.set(OBS, largestQuantile(m), "0.9"));
  }

  private static void addEdges(Mutation.Collection all) {
    all.both(
            Rule.EDGE_ENDS,
            "a cell that is not there",
            m -> m.editRaw(m.file("connectivity/edges.dst"), b -> b.putShort(2 * 108, (short) 48)))
        .both(
            Rule.EDGE_ENDS,
            "an edge from a cell to itself",
            m -> {
              byte[] sources = m.raw(m.file("connectivity/edges.src"));
              m.editRaw(
                  m.file("connectivity/edges.dst"),
                  b ->
                      b.putShort(
                          0,
                          ByteBuffer.wrap(sources)
                              .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                              .getShort(0)));
            },
            Rule.EDGE_ORDER)
        .both(
            Rule.EDGE_ORDER,
            "an edge twice",
            m -> {
              for (String end : List.of("src", "dst")) {
                m.editRaw(m.file("connectivity/edges." + end), b -> b.putShort(2, b.getShort(0)));
              }
            })
        .both(
            Rule.EDGE_ORDER,
            "two edges exchanged",
            m -> {
              for (String end : List.of("src", "dst")) {
                m.editRaw(
                    m.file("connectivity/edges." + end),
                    b -> {
                      short kept = b.getShort(20);
                      b.putShort(20, b.getShort(40));
                      b.putShort(40, kept);
                    });
              }
            })
        .add(
            Golden.INDEXED,
            Rule.EDGE_WEIGHT,
            "a weight of 0",
            m -> m.editRaw(m.file("connectivity/edges.weights"), b -> b.putDouble(8, 0)))
        .add(
            Golden.INDEXED,
            Rule.EDGE_WEIGHT,
            "a weight that is NaN",
            m -> m.editRaw(m.file("connectivity/edges.weights"), b -> b.putDouble(8, Double.NaN)))
        .both(
            Rule.EDGE_DEGREE,
            "fewer neighbors than there are",
            m -> m.set(GRAPH, "/max_neighbors", "7"))
        .add(
            Golden.INDEXED,
            Rule.EDGE_DEGREE,
            "more neighbors than there are",
            m -> m.set(GRAPH, "/max_neighbors", "9"))
        .add(
            Golden.KEYED,
            Rule.EDGE_SELF_LOOPS,
            "self loops are counted",
            m -> m.set(GRAPH, "/max_neighbors", "9"));
  }
}
