package io.cellfolio.validate;

import static io.cellfolio.validate.Mutant.GRAPH;
import static io.cellfolio.validate.Mutant.IDENTITY;
import static io.cellfolio.validate.Mutant.OBS;
import static io.cellfolio.validate.Mutant.VAR;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;

/** Damage to files, to payloads and to what payloads hold. */
final class PayloadMutations {
  private PayloadMutations() {}

  static List<Mutation> list() {
    Mutation.Collection all = new Mutation.Collection();
    addFiles(all);
    addLengths(all);
    addPoints(all);
    addValues(all);
    addCategories(all);
    addEdges(all);
    return all.list();
  }

  private static String gene(Mutant m) {
    return m.path("var", "negative", "values");
  }

  private static void addFiles(Mutation.Collection all) {
    all.both(Rule.PAYLOAD_MISSING, "a gene is gone", m -> m.files.remove(gene(m)))
        .both(Rule.PAYLOAD_MISSING, "points are gone", m -> m.files.remove(m.points(3)))
        .both(
            Rule.PAYLOAD_MISSING,
            "a folder is gone",
            m -> m.files.keySet().removeIf(f -> f.startsWith("connectivity/")))
        .both(
            Rule.PAYLOAD_MISSING,
            "codes renamed",
            m -> m.rename(m.path("obs", "donor", "codes"), "obs/other.codes.u8.gz"))
        .both(
            Rule.FILE_UNDECLARED,
            "a file at the root",
            m -> m.files.put("notes.txt", new byte[] {1}))
        .both(
            Rule.FILE_UNDECLARED,
            "a file among the genes",
            m -> m.files.put("var/old.values.u8", new byte[48]))
        .both(
            Rule.FILE_UNDECLARED,
            "a folder at the root",
            m -> m.files.put("backup/x/y", new byte[1]))
        .both(
            Rule.PAYLOAD_TWIN,
            "points also without .gz",
            m -> m.files.put("points_2d.bin", m.raw(m.points(2))))
        .both(
            Rule.FILE_NAME_UNSAFE,
            "a backslash in a file name",
            m -> m.files.put("obs/a\\b", new byte[1]))
        .both(
            Rule.FILE_NOT_REGULAR,
            "a gene is a folder",
            m -> {
              String path = gene(m);
              m.files.remove(path);
              m.afterwards(root -> make(() -> Files.createDirectory(root.resolve(path))));
            })
        .both(Rule.FILE_NOT_REGULAR, "a gene is a link", m -> linked(m, gene(m)))
        .both(Rule.FILE_NOT_REGULAR, "a manifest is a link", m -> linked(m, VAR))
        .both(
            Rule.FILE_NOT_REGULAR,
            "a folder is a link that leads out",
            m ->
                m.afterwards(
                    root ->
                        make(
                            () -> {
                              Path outside = root.resolveSibling(root.getFileName() + "-outside");
                              Files.move(root.resolve("var"), outside);
                              return Files.createSymbolicLink(root.resolve("var"), outside);
                            })))
        .both(
            Rule.FILE_UNREADABLE,
            "a gene may not be read",
            m ->
                m.open(
                    inner ->
                        file -> {
                          if (file.endsWith(gene(m))) {
                            throw new AccessDeniedException(file.toString());
                          }
                          return inner.open(file);
                        }))
        .both(
            Rule.FILE_UNREADABLE,
            "a manifest may not be read",
            m ->
                m.open(
                    inner ->
                        file -> {
                          if (file.endsWith(OBS)) {
                            throw new IOException("input/output error");
                          }
                          return inner.open(file);
                        }))
        .both(
            Rule.FILE_CHANGED,
            "a gene is written meanwhile",
            m ->
                m.open(
                    inner ->
                        file -> {
                          if (file.endsWith(gene(m))) {
                            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
                          }
                          return inner.open(file);
                        }))
        .both(
            Rule.FILE_CHANGED,
            "a manifest is written meanwhile",
            m ->
                m.open(
                    inner ->
                        file -> {
                          if (file.endsWith(VAR)) {
                            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
                          }
                          return inner.open(file);
                        }))
        .both(
            Rule.CHECK_FAILED,
            "a check breaks down",
            m ->
                m.open(
                    inner ->
                        file -> {
                          if (file.endsWith(gene(m))) {
                            throw new IllegalStateException("broken on purpose");
                          }
                          return inner.open(file);
                        }))
        .both(
            Rule.CHECK_LIMIT,
            "a number of thousands of digits",
            m -> m.replace(VAR, "3.1942501068115234", "1" + "0".repeat(5000)))
        .both(
            Rule.CHECK_LIMIT,
            "a document of 300 MiB",
            m ->
                m.afterwards(
                    root ->
                        make(
                            () -> {
                              try (var file =
                                  new java.io.RandomAccessFile(root.resolve(VAR).toFile(), "rw")) {
                                file.setLength(300L << 20);
                              }
                              return root;
                            })));
  }

  private interface Action {
    Object run() throws IOException;
  }

  private static void make(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void linked(Mutant m, String path) {
    m.afterwards(
        root ->
            make(
                () -> {
                  Path outside = root.resolveSibling(root.getFileName() + "-linked");
                  Files.move(root.resolve(path), outside);
                  return Files.createSymbolicLink(root.resolve(path), outside);
                }));
  }

  private static void addLengths(Mutation.Collection all) {
    for (Golden plain : List.of(Golden.KEYED_PLAIN, Golden.INDEXED_PLAIN)) {
      all.add(
              plain,
              Rule.PAYLOAD_LENGTH,
              "a byte too few",
              m -> m.editStored(gene(m), b -> Arrays.copyOf(b, b.length - 1)))
          .add(
              plain,
              Rule.PAYLOAD_LENGTH,
              "a byte too many",
              m -> m.editStored(m.points(2), b -> Arrays.copyOf(b, b.length + 1)))
          .add(
              plain,
              Rule.PAYLOAD_LENGTH,
              "an empty file",
              m -> m.files.put(m.path("obs", "cluster", "codes"), new byte[0]));
    }
    all.both(
            Rule.PAYLOAD_LENGTH,
            "a cell too few",
            m -> m.setRaw(gene(m), Arrays.copyOf(m.raw(gene(m)), 47)))
        .both(Rule.PAYLOAD_LENGTH, "a gzip bomb", m -> m.setRaw(gene(m), new byte[8 << 20]))
        .both(
            Rule.PAYLOAD_LENGTH,
            "an edge too few",
            m -> {
              String path = m.file("connectivity/edges.dst");
              m.setRaw(path, Arrays.copyOf(m.raw(path), 216));
            })
        .both(
            Rule.PAYLOAD_LENGTH,
            "quantiles of a cell too many",
            m -> {
              String path = m.path("obs", "cluster", "outliers");
              m.setRaw(path, Arrays.copyOf(m.raw(path), 49));
            })
        .both(
            Rule.PAYLOAD_LENGTH,
            "another length in the last bytes",
            m ->
                m.editStored(
                    gene(m),
                    b -> {
                      b[b.length - 4]++;
                      return b;
                    }))
        .both(Rule.PAYLOAD_LARGE, "200 million cells", PayloadMutations::huge, Rule.PAYLOAD_LENGTH)
        .both(
            Rule.PAYLOAD_LARGE,
            "a header that is longer than the rest",
            m -> m.editStored(gene(m), PayloadMutations::verbose))
        .both(Rule.GZIP_ENVELOPE, "no gzip at all", m -> m.files.put(gene(m), m.raw(gene(m))))
        .both(Rule.GZIP_ENVELOPE, "17 bytes", m -> m.editStored(gene(m), b -> Arrays.copyOf(b, 17)))
        .both(Rule.GZIP_ENVELOPE, "another method", m -> m.editStored(gene(m), b -> with(b, 2, 7)))
        .both(
            Rule.GZIP_ENVELOPE,
            "a reserved flag",
            m -> m.editStored(gene(m), b -> with(b, 3, 0x20)))
        .both(Rule.GZIP_HEADER_FIELDS, "a time", m -> m.editStored(gene(m), b -> with(b, 5, 77)))
        .both(
            Rule.GZIP_HEADER_FIELDS,
            "a file name",
            m -> m.editStored(gene(m), PayloadMutations::named))
        .both(
            Rule.GZIP_CHECKSUM,
            "a flipped byte in the data",
            m -> m.editStored(m.points(3), b -> with(b, b.length / 2, b[b.length / 2] ^ 1)),
            Rule.GZIP_DATA)
        .both(
            Rule.GZIP_DATA,
            "a block of an unknown kind",
            m -> m.editStored(gene(m), b -> with(b, 10, 0x07)))
        .both(
            Rule.GZIP_DATA,
            "cut in the data",
            m -> m.editStored(m.points(3), b -> Arrays.copyOf(b, b.length / 2)))
        .both(
            Rule.GZIP_DATA,
            "cut in the trailer",
            m -> m.editStored(gene(m), b -> Arrays.copyOf(b, b.length - 5)))
        .both(
            Rule.GZIP_CHECKSUM,
            "a flipped byte in the checksum",
            m -> m.editStored(gene(m), b -> with(b, b.length - 8, b[b.length - 8] ^ 1)))
        .both(
            Rule.GZIP_CHECKSUM,
            "other codes under the old checksum",
            m -> {
              byte[] raw = m.raw(gene(m));
              byte[] old = m.files.get(gene(m));
              raw[0] ^= 1;
              byte[] stored = Golden.gzip(raw);
              System.arraycopy(old, old.length - 8, stored, stored.length - 8, 4);
              m.files.put(gene(m), stored);
            })
        .both(
            Rule.GZIP_TRAILING,
            "a byte behind the member",
            m -> m.editStored(gene(m), b -> Arrays.copyOf(b, b.length + 1)))
        .both(
            Rule.GZIP_TRAILING,
            "a second member",
            m ->
                m.editStored(
                    m.path("obs", "cluster", "codes"),
                    b -> {
                      ByteArrayOutputStream two = new ByteArrayOutputStream();
                      two.writeBytes(b);
                      two.writeBytes(Golden.gzip(new byte[0]));
                      return two.toByteArray();
                    }))
        .both(
            Rule.GZIP_TRAILING,
            "zeros behind the edges",
            m ->
                m.editStored(
                    m.file("connectivity/edges.src"), b -> Arrays.copyOf(b, b.length + 512)));
  }

  /** The documents claim 200 million cells; no file follows. */
  private static void huge(Mutant m) {
    for (String document : List.of(OBS, VAR)) {
      m.set(document, "/n_points", "200000000");
    }
    m.set(IDENTITY, "/stats/n_cells", "200000000");
    m.set(GRAPH, "/n_cells", "200000000");
    m.set(GRAPH, "/index_bytes", "4");
    m.set(GRAPH, "/index_dtype", "\"uint32\"");
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  private static byte[] named(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(with(Arrays.copyOf(bytes, 10), 3, 8));
    out.writeBytes("negative.values.u8\0".getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes, 10, bytes.length - 10);
    return out.toByteArray();
  }

  private static byte[] verbose(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(with(Arrays.copyOf(bytes, 10), 3, 8));
    out.writeBytes(("x".repeat(3000) + "\0").getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes, 10, bytes.length - 10);
    return out.toByteArray();
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
            m -> m.editRaw(gene(m), b -> b.putFloat(8, Float.POSITIVE_INFINITY)))
        .add(
            Golden.KEYED_FLOAT,
            Rule.VALUE_INFINITE_KEYED,
            "an infinite value",
            m -> m.editRaw(gene(m), b -> b.putFloat(8, Float.POSITIVE_INFINITY)))
        .both(
            Rule.VALUES_ALL_MISSING,
            "no value at all",
            m -> m.editRaw(gene(m), b -> Arrays.fill(b.array(), (byte) 255)))
        .add(
            Golden.INDEXED_FLOAT,
            Rule.VALUES_ALL_MISSING,
            "no value at all",
            m -> m.editRaw(gene(m), PayloadMutations::fillNaN))
        .both(
            Rule.VALUES_MISSING,
            "a value is missing",
            m -> m.editRaw(gene(m), b -> b.put(5, (byte) 255)))
        .add(
            Golden.KEYED_PLAIN,
            Rule.VALUES_MISSING,
            "a value of 16 bits is missing",
            m -> m.editRaw(gene(m), b -> b.putShort(6, (short) -1)))
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
                    gene(m),
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
                    gene(m),
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
            m -> m.set(OBS, m.category("cluster") + "/" + (m.head() + 3) + "/2/0/n_points", "40"))
        .both(
            Rule.CENTROID_SIZE,
            "a centroid of no cell",
            m -> m.set(OBS, m.category("cluster") + "/" + (m.head() + 3) + "/2/0/n_points", "0"))
        .both(
            Rule.CENTROID_PLACE,
            "a centroid elsewhere",
            m ->
                m.set(
                    OBS,
                    m.category("cluster") + "/" + (m.head() + 3) + "/2/0/position",
                    "[-0.55, 0.999]"))
        .both(
            Rule.OUTLIER_RANGE,
            "a quantile above 1",
            m -> m.set(OBS, m.category("cluster") + "/" + (m.head() + 5), "1.5"))
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
            m -> m.set(OBS, m.category("cluster") + "/" + (m.head() + 5), "0.9"));
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
