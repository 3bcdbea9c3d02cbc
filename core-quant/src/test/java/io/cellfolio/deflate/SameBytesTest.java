package io.cellfolio.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members are the same on every JDK, and making them takes no memory. */
class SameBytesTest {
  /** The digest of all shapes' members at levels 1, 6 and 9, on whatever machine. */
  private static final String DIGEST = "fffa0d397ead9f807cc2fe2ef0bc40c8";

  static String digest() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int level : new int[] {1, 6, 9}) {
      GzipEncoder encoder = GzipEncoder.ofLevel(level);
      for (Map.Entry<String, byte[]> shape : PayloadShapes.all().entrySet()) {
        encoder.encode(shape.getValue(), 0, shape.getValue().length, digest::update);
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println(digest());
  }

  @Test
  void onThisJdk() throws Exception {
    assertThat(digest()).isEqualTo(DIGEST);
  }

  @Test
  void whateverWasEncodedBefore() throws Exception {
    Random random = new Random(61);
    byte[] edges = PayloadShapes.integers(PayloadShapes.edges(60_000, 900_000, 62)[1], 2);
    for (int level = 1; level <= 9; level++) {
      GzipEncoder used = GzipEncoder.ofLevel(level);
      byte[] other = new byte[1 << 21];
      for (int i = 0; i < other.length; i++) {
        other[i] = (byte) (random.nextInt(9) * random.nextInt(3));
      }
      used.encode(other, 0, other.length, new GrowableBytes(0));
      assertThat(member(used, edges))
          .as("level %d", level)
          .isEqualTo(member(GzipEncoder.ofLevel(level), edges));
    }
  }

  private static byte[] member(GzipEncoder encoder, byte[] raw) throws Exception {
    GrowableBytes sink = new GrowableBytes(0);
    encoder.encode(raw, 0, raw.length, sink);
    return Arrays.copyOf(sink.array(), sink.length());
  }

  @Test
  void onOtherJdksThatAreHere() throws Exception {
    for (Path java : others()) {
      Process process =
          new ProcessBuilder(
                  java.toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  SameBytesTest.class.getName())
              .redirectErrorStream(true)
              .start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).as("%s: %s", java, text).isZero();
      assertThat(text).as(java.toString()).isEqualTo(DIGEST);
    }
  }

  private static List<Path> others() throws Exception {
    List<Path> found = new ArrayList<>();
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    Path all = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(all)) {
      try (var homes = Files.newDirectoryStream(all)) {
        for (Path home : homes) {
          Path java = home.resolve("bin/java");
          boolean current =
              home.getFileName().toString().matches(".*(1[7-9]|2\\d).*")
                  && Files.isExecutable(java)
                  && !Files.isSymbolicLink(home);
          if (current && !home.toRealPath().equals(own)) {
            found.add(java);
          }
        }
      }
    }
    return found;
  }

  @ParameterizedTest(name = "level {0}")
  @ValueSource(ints = {1, 6, 9})
  void nothingIsAllocated(int level) throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    GzipEncoder encoder = GzipEncoder.ofLevel(level);
    GrowableBytes sink = new GrowableBytes(1 << 20);
    byte[] column = PayloadShapes.bytes(PayloadShapes.gene(60_000, 0.9, 5), 254);
    byte[] noise = PayloadShapes.bytes(PayloadShapes.gene(300, 0.2, 6), 254);
    int[] cells = new int[5000];
    byte[] codes = new byte[5000];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = 11 * i;
      codes[i] = (byte) (i * i);
    }
    long before = 0;
    for (int round = 0; round < 12; round++) {
      if (round == 4) {
        before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      }
      sink.clear();
      encoder.encode(column, 0, column.length, sink);
      encoder.encode(noise, 0, noise.length, sink);
      encoder.encodeSparse(60_000, 0, cells, 0, cells.length, codes, 0, 1, sink);
    }
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(allocated)
        .as("bytes for 24 payloads, of which each has buffers of 100 kB")
        .isLessThan(16_384);
  }
}
