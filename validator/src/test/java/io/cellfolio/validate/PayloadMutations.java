package io.cellfolio.validate;

import static io.cellfolio.validate.Mutant.GRAPH;
import static io.cellfolio.validate.Mutant.IDENTITY;
import static io.cellfolio.validate.Mutant.OBS;
import static io.cellfolio.validate.Mutant.VAR;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Damage to payloads whatever they hold: their lengths and the gzip around them. */
final class PayloadMutations {
  private PayloadMutations() {}

  static List<Mutation> list() {
    Mutation.Collection all = new Mutation.Collection();
    addLengths(all);
    addEnvelopes(all);
    return all.list();
  }

  private static void addLengths(Mutation.Collection all) {
    for (Golden plain : List.of(Golden.KEYED_PLAIN, Golden.INDEXED_PLAIN)) {
      all.add(
              plain,
              Rule.PAYLOAD_LENGTH,
              "a byte too few",
              m -> m.editStored(m.gene(), b -> Arrays.copyOf(b, b.length - 1)))
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
            m -> m.setRaw(m.gene(), Arrays.copyOf(m.raw(m.gene()), 47)))
        .both(Rule.PAYLOAD_LENGTH, "a gzip bomb", m -> m.setRaw(m.gene(), new byte[8 << 20]))
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
                    m.gene(),
                    b -> {
                      b[b.length - 4]++;
                      return b;
                    }))
        .both(Rule.PAYLOAD_LARGE, "200 million cells", PayloadMutations::huge, Rule.PAYLOAD_LENGTH)
        .both(
            Rule.PAYLOAD_LARGE,
            "a header that is longer than the rest",
            m -> m.editStored(m.gene(), PayloadMutations::verbose));
  }

  private static void addEnvelopes(Mutation.Collection all) {
    all.both(Rule.GZIP_ENVELOPE, "no gzip at all", m -> m.files.put(m.gene(), m.raw(m.gene())))
        .both(
            Rule.GZIP_ENVELOPE, "17 bytes", m -> m.editStored(m.gene(), b -> Arrays.copyOf(b, 17)))
        .both(Rule.GZIP_ENVELOPE, "another method", m -> m.editStored(m.gene(), b -> with(b, 2, 7)))
        .both(
            Rule.GZIP_ENVELOPE,
            "a reserved flag",
            m -> m.editStored(m.gene(), b -> with(b, 3, 0x20)))
        .both(Rule.GZIP_HEADER_FIELDS, "a time", m -> m.editStored(m.gene(), b -> with(b, 5, 77)))
        .both(
            Rule.GZIP_HEADER_FIELDS,
            "a file name",
            m -> m.editStored(m.gene(), PayloadMutations::named))
        .both(
            Rule.GZIP_CHECKSUM,
            "a flipped byte in the data",
            m -> m.editStored(m.points(3), b -> with(b, b.length / 2, b[b.length / 2] ^ 1)),
            Rule.GZIP_DATA)
        .both(
            Rule.GZIP_DATA,
            "a block of an unknown kind",
            m -> m.editStored(m.gene(), b -> with(b, 10, 0x07)))
        .both(
            Rule.GZIP_DATA,
            "cut in the data",
            m -> m.editStored(m.points(3), b -> Arrays.copyOf(b, b.length / 2)))
        .both(
            Rule.GZIP_DATA,
            "cut in the trailer",
            m -> m.editStored(m.gene(), b -> Arrays.copyOf(b, b.length - 5)))
        .both(
            Rule.GZIP_CHECKSUM,
            "a flipped byte in the checksum",
            m -> m.editStored(m.gene(), b -> with(b, b.length - 8, b[b.length - 8] ^ 1)))
        .both(
            Rule.GZIP_CHECKSUM,
            "other codes under the old checksum",
            m -> {
              byte[] raw = m.raw(m.gene());
              byte[] old = m.files.get(m.gene());
              raw[0] ^= 1;
              byte[] stored = Golden.gzip(raw);
              System.arraycopy(old, old.length - 8, stored, stored.length - 8, 4);
              m.files.put(m.gene(), stored);
            })
        .both(
            Rule.GZIP_TRAILING,
            "a byte behind the member",
            m -> m.editStored(m.gene(), b -> Arrays.copyOf(b, b.length + 1)))
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
}
