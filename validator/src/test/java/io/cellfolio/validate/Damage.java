package io.cellfolio.validate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Random damage to the files of an export in memory: bytes, gzip files, names. */
final class Damage {
  private static final int GZIP_HEADER = 10;
  private static final int MOST_RAW = 1 << 20;
  private static final int BOMB_BYTES = 64 << 20;
  private static final int[] FLOATS = {
    0x7fc00000, 0x7f800000, 0xff800000, 0x7f7fffff, 0x80000000, 1, 0x3f800001, 0xffffffff
  };
  private static final String[] NAMES = {
    "obs/extra.values.u8.gz",
    "var/0.values.f32",
    "points_2d.bin",
    "points_9d.bin.gz",
    "datasets.json",
    "state.json",
    "obs/a b\u0001<script>&\"'.codes.u8",
    "vectors/\u202e.bin",
    "connectivity/edges.src.bin",
    "obs/sub/folder/file",
    ".hidden",
    "var_manifest.json.bak"
  };

  private final Random random;
  private final Map<String, byte[]> files;
  private final JsonDamage documents;

  Damage(Random random, Map<String, byte[]> files) {
    this.random = random;
    this.files = files;
    this.documents = new JsonDamage(random);
  }

  /** Does one thing to the files; says what. */
  String strike() {
    if (files.isEmpty()) {
      return "nothing left";
    }
    int choice = random.nextInt(20);
    if (choice < 9) {
      return strikeDocument();
    }
    String path = anyPayload();
    byte[] stored = files.get(path);
    return path
        + ": "
        + switch (choice) {
          case 9 -> put(path, flipped(stored), "flipped");
          case 10 -> put(path, truncated(stored), "truncated");
          case 11, 12, 13 -> strikeRaw(path);
          case 14, 15 -> strikeGzip(path);
          case 16 -> put(path, longer(stored), "made longer");
          default -> strikeNames(path);
        };
  }

  private String strikeDocument() {
    List<String> names = files.keySet().stream().filter(name -> name.endsWith(".json")).toList();
    if (names.isEmpty()) {
      return strikeNames(anyPayload());
    }
    String name = names.get(random.nextInt(names.size()));
    byte[] text = files.get(name);
    return name
        + ": "
        + switch (random.nextInt(8)) {
          case 0 -> put(name, flipped(text), "flipped");
          case 1 -> put(name, truncated(text), "truncated");
          case 2 -> put(name, documents.spliced(text), "spliced");
          default -> put(name, documents.changed(text), "values changed");
        };
  }

  private String strikeRaw(String path) {
    byte[] raw = raw(path);
    if (raw.length == 0) {
      return put(path, new byte[random.nextInt(40)], "filled");
    }
    String what;
    if (random.nextInt(4) == 0) {
      raw = random.nextBoolean() ? truncated(raw) : longer(raw);
      what = "another length inside";
    } else if (raw.length >= 4 && random.nextBoolean()) {
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        int at = random.nextInt(raw.length / 4) * 4;
        int value = FLOATS[random.nextInt(FLOATS.length)];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
      }
      what = "extreme numbers inside";
    } else {
      raw = flipped(raw);
      what = "flipped inside";
    }
    return put(path, path.endsWith(".gz") ? Golden.gzip(raw) : raw, what);
  }

  private String strikeGzip(String path) {
    byte[] stored = files.get(path).clone();
    if (stored.length < GZIP_HEADER + 8) {
      return put(path, Golden.gzip(new byte[random.nextInt(9)]), "made a gzip file");
    }
    switch (random.nextInt(7)) {
      case 0 -> stored[random.nextInt(GZIP_HEADER)] = (byte) random.nextInt(256);
      case 1 -> stored = withHeaderFields(stored);
      case 2 -> stored[stored.length - 1 - random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
      case 3 -> stored = joined(stored, stored);
      case 4 -> stored = joined(stored, Golden.gzip(new byte[random.nextInt(3)]));
      case 5 -> {
        ByteBuffer tail = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        tail.putInt(stored.length - 4, random.nextBoolean() ? -1 : random.nextInt());
      }
      default -> stored = bomb(stored);
    }
    return put(path, stored, "gzip edited");
  }

  /** Claims a name, a comment, extra bytes or a checksum of the header, and brings them or not. */
  private byte[] withHeaderFields(byte[] stored) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int flags = random.nextInt(256);
    stored[3] = (byte) flags;
    out.write(stored, 0, GZIP_HEADER);
    if ((flags & 4) != 0) {
      int length = random.nextInt(4) == 0 ? 0xffff : random.nextInt(100);
      out.write(length);
      out.write(length >> 8);
      out.writeBytes(new byte[random.nextBoolean() ? length : 0]);
    }
    int text = random.nextInt(5) == 0 ? 100_000 : random.nextInt(50);
    if ((flags & 8) != 0) {
      out.writeBytes("n".repeat(text).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      out.write(0);
    }
    if ((flags & 16) != 0) {
      out.writeBytes("c".repeat(text).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      out.write(random.nextInt(2));
    }
    out.write(stored, GZIP_HEADER, stored.length - GZIP_HEADER);
    return out.toByteArray();
  }

  private byte[] bomb(byte[] stored) {
    return random.nextInt(10) == 0 ? Golden.gzip(new byte[BOMB_BYTES]) : truncated(stored);
  }

  private String strikeNames(String path) {
    String other = anyPayload();
    switch (random.nextInt(8)) {
      case 0 -> files.remove(path);
      case 1 -> files.put(name(), files.remove(path));
      case 2 -> {
        byte[] kept = files.get(path);
        files.put(path, files.get(other));
        files.put(other, kept);
      }
      case 3 -> files.put(name(), new byte[random.nextInt(200)]);
      case 4 -> files.put(path.toUpperCase(Locale.ROOT), files.remove(path));
      case 5 -> files.keySet().removeIf(name -> name.startsWith(path.replaceAll("/.*", "/")));
      case 6 -> files.put(twin(path), files.get(path));
      default -> files.put(twin(path), files.remove(path));
    }
    return "names changed";
  }

  private static String twin(String path) {
    return path.endsWith(".gz") ? path.substring(0, path.length() - 3) : path + ".gz";
  }

  private String name() {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private String anyPayload() {
    List<String> names = new ArrayList<>(files.keySet());
    List<String> payloads = names.stream().filter(name -> !name.endsWith(".json")).toList();
    List<String> some = payloads.isEmpty() || random.nextInt(15) == 0 ? names : payloads;
    return some.get(random.nextInt(some.size()));
  }

  private String put(String path, byte[] bytes, String what) {
    files.put(path, bytes);
    return what;
  }

  private byte[] raw(String path) {
    byte[] stored = files.get(path);
    if (!path.endsWith(".gz")) {
      return stored.clone();
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return in.readNBytes(MOST_RAW);
    } catch (IOException e) {
      // Damaged before: the stored bytes are as good as any.
      return stored.clone();
    }
  }

  private byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    for (int i = copy.length == 0 ? 0 : 1 + random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(copy.length);
      copy[at] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : copy[at] ^ 1 << random.nextInt(8));
    }
    return copy;
  }

  private byte[] truncated(byte[] bytes) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
  }

  private byte[] longer(byte[] bytes) {
    byte[] more = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? 200_000 : 16)];
    random.nextBytes(more);
    return joined(bytes, more);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
