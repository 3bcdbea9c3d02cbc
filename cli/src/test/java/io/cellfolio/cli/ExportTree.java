package io.cellfolio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** An export directory as tests compare it: every file by path, payloads inflated. */
record ExportTree(SortedMap<String, byte[]> files) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ExportTree read(Path root) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), inflated(file));
      }
    }
    return new ExportTree(files);
  }

  private static byte[] inflated(Path file) throws IOException {
    byte[] stored = Files.readAllBytes(file);
    if (!file.toString().endsWith(".gz")) {
      return stored;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return in.readAllBytes();
    }
  }

  /** What differs from a reference's tree: payloads by bytes, documents by what they say. */
  List<String> differencesFrom(ExportTree reference) throws IOException {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : reference.files.entrySet()) {
      String path = entry.getKey();
      byte[] ours = files.get(path);
      if (ours == null) {
        differences.add(path + ": missing");
      } else if (path.endsWith(".json")) {
        if (!timeless(ours).equals(timeless(entry.getValue()))) {
          differences.add(path + ": says something else");
        }
      } else if (!Arrays.equals(ours, entry.getValue())) {
        differences.add(path + ": other bytes");
      }
    }
    for (String path : files.keySet()) {
      if (!reference.files.containsKey(path)) {
        differences.add(path + ": not in the reference");
      }
    }
    return differences;
  }

  private static JsonNode timeless(byte[] json) throws IOException {
    JsonNode document = JSON.readTree(json);
    if (document instanceof ObjectNode object) {
      object.remove(List.of("created_at", "cellucid_data_version"));
    }
    return document;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs the command in this process. */
  static Outcome run(Path directory, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            new Invocation(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                "cellfolio",
                Map.of(),
                directory),
            arguments);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * What a run of the command gave.
   *
   * @param exitCode its exit code
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  record Outcome(int exitCode, String out, String err) {}
}
