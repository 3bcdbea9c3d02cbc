package io.cellfolio.export;

import io.cellfolio.format.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/** A complete export in the making, beside its target; knows every file that belongs to it. */
final class StagedDirectory {
  private static final int COPY_BUFFER = 1 << 16;

  /** What is known of a file; the raw length is -1 where the content was not made by this run. */
  private record Declared(long storedBytes, long rawBytes, int crc32) {}

  private final Path root;
  private final Map<String, Declared> declared = new ConcurrentHashMap<>();

  private final boolean real;

  private StagedDirectory(Path root, boolean real) {
    this.root = root;
    this.real = real;
  }

  /** A stage that is only counted: nothing is made on disk. */
  static StagedDirectory imaginary() {
    return new StagedDirectory(Path.of(""), false);
  }

  /** Makes an empty stage. */
  static StagedDirectory create(Path root) throws IOException {
    Files.createDirectory(root);
    return new StagedDirectory(root, true);
  }

  /** Takes over the stage of an interrupted run; none of its files is declared. */
  static StagedDirectory takeOver(Path root) {
    return new StagedDirectory(root, true);
  }

  Path root() {
    return root;
  }

  void createDirectory(String name) throws IOException {
    if (real) {
      Files.createDirectories(root.resolve(name));
    }
  }

  void declare(PayloadReceipt receipt) throws IOException {
    add(receipt.path(), new Declared(receipt.storedBytes(), receipt.rawBytes(), receipt.crc32()));
  }

  void writeDocument(String name, byte[] json) throws IOException {
    Path file = root.resolve(name);
    try {
      if (real) {
        Files.write(file, json, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      throw WriteFailure.at(file, e);
    }
    CRC32 crc = new CRC32();
    crc.update(json);
    add(name, new Declared(json.length, json.length, (int) crc.getValue()));
  }

  /** Takes a file over from an earlier export: a second link where possible, else a copy. */
  void adopt(Path earlier, String path) throws IOException {
    Path from = earlier.resolve(path);
    Path to = root.resolve(path);
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException notLinked) {
      Files.copy(from, to);
    }
    add(path, new Declared(Files.size(to), -1, 0));
  }

  private void add(String path, Declared file) throws IOException {
    if (declared.putIfAbsent(path, file) != null) {
      throw new IOException(root.resolve(path) + ": two parts of the export claim this file");
    }
  }

  boolean holds(String path) {
    return declared.containsKey(path);
  }

  int nFiles() {
    return declared.size();
  }

  long storedBytes() {
    long sum = 0;
    for (Declared file : declared.values()) {
      sum += file.storedBytes;
    }
    return sum;
  }

  /**
   * Compares the directory with what was declared.
   *
   * @return what differs, one sentence each
   */
  List<String> faults(Verification level) throws IOException {
    List<String> faults = new ArrayList<>();
    Map<String, Declared> missing = new HashMap<>(declared);
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = root.relativize(file).toString().replace('\\', '/');
            Declared expected = missing.remove(path);
            if (expected == null) {
              faults.add(path + ": not part of the export");
            } else if (attributes.size() != expected.storedBytes) {
              faults.add(
                  "%s: expected %d bytes, found %d"
                      .formatted(path, expected.storedBytes, attributes.size()));
            } else if (level == Verification.CONTENT) {
              compareContent(path, faults);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    for (String path : new TreeSet<>(missing.keySet())) {
      faults.add(path + ": missing");
    }
    return faults;
  }

  /**
   * Compares the content of payloads that carry no checksum of their own, which nobody else can,
   * with what was meant.
   *
   * @return what differs, one sentence each
   */
  List<String> faultsOfPlainPayloads() throws IOException {
    List<String> faults = new ArrayList<>();
    for (String path : new TreeSet<>(declared.keySet())) {
      if (!path.endsWith(Compression.SUFFIX) && Files.isRegularFile(root.resolve(path))) {
        compareContent(path, faults);
      }
    }
    return faults;
  }

  private void compareContent(String path, List<String> faults) throws IOException {
    Declared expected = declared.get(path);
    if (expected.rawBytes < 0) {
      return;
    }
    CRC32 crc = new CRC32();
    long length = 0;
    byte[] buffer = new byte[COPY_BUFFER];
    try (InputStream in = open(root.resolve(path))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        length += n;
      }
    }
    if (length != expected.rawBytes || (int) crc.getValue() != expected.crc32) {
      faults.add(
          "%s: reads back as %d bytes with CRC-32 %08x, expected %d bytes with %08x"
              .formatted(path, length, (int) crc.getValue(), expected.rawBytes, expected.crc32));
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream plain = new BufferedInputStream(Files.newInputStream(file), COPY_BUFFER);
    return file.toString().endsWith(Compression.SUFFIX)
        ? new GZIPInputStream(plain, COPY_BUFFER)
        : plain;
  }
}
