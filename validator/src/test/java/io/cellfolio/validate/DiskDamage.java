package io.cellfolio.validate;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Random damage that takes a disk: links, folders, pipes and files of gigabytes. */
final class DiskDamage {
  private static final long SPARSE_BYTES = 5L << 30;

  private final Random random;
  private final Path directory;
  private final Path outside;

  /**
   * Damage to a directory.
   *
   * @param outside a directory that no validation may look into
   */
  DiskDamage(Random random, Path directory, Path outside) {
    this.random = random;
    this.directory = directory;
    this.outside = outside;
  }

  /** Does one thing to a file; says what. */
  String strike() throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    if (files.isEmpty()) {
      return "no file on disk";
    }
    Path file = files.get(random.nextInt(files.size()));
    String name = directory.relativize(file).toString();
    switch (random.nextInt(7)) {
      case 0 -> replace(file, outside.resolve("secret.json"));
      case 1 -> replace(file, file);
      case 2 -> replace(file.getParent().equals(directory) ? file : file.getParent(), outside);
      case 3 -> {
        Files.delete(file);
        Files.createDirectory(file);
      }
      case 4 -> Files.createSymbolicLink(directory.resolve("link" + random.nextInt()), outside);
      case 5 -> {
        Files.delete(file);
        pipe(file);
      }
      default -> {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
          sparse.setLength(SPARSE_BYTES);
        }
      }
    }
    return name + " on disk";
  }

  private static void replace(Path file, Path target) throws IOException {
    delete(file);
    Files.createSymbolicLink(file, target);
  }

  private static void pipe(Path file) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
    if (exit != 0) {
      throw new IOException("mkfifo ended with " + exit);
    }
  }

  /** Deletes a file, or a directory with all that is in it, not what links lead to. */
  static void delete(Path path) throws IOException {
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
