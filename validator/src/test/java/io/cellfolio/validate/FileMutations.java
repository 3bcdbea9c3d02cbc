package io.cellfolio.validate;

import static io.cellfolio.validate.Mutant.OBS;
import static io.cellfolio.validate.Mutant.VAR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** Damage to files and folders, and to how they can be read. */
final class FileMutations {
  private FileMutations() {}

  static List<Mutation> list() {
    Mutation.Collection all = new Mutation.Collection();
    addFiles(all);
    return all.list();
  }

  private static void addFiles(Mutation.Collection all) {
    all.both(Rule.PAYLOAD_MISSING, "a gene is gone", m -> m.files.remove(m.gene()))
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
              String path = m.gene();
              m.files.remove(path);
              m.afterwards(root -> make(() -> Files.createDirectory(root.resolve(path))));
            })
        .both(Rule.FILE_NOT_REGULAR, "a gene is a link", m -> linked(m, m.gene()))
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
                whenOpened(
                    m,
                    m.gene(),
                    file -> {
                      throw new AccessDeniedException(file.toString());
                    }))
        .both(
            Rule.FILE_UNREADABLE,
            "a manifest may not be read",
            m ->
                whenOpened(
                    m,
                    OBS,
                    file -> {
                      throw new IOException("input/output error");
                    }))
        .both(
            Rule.FILE_CHANGED,
            "a gene is written meanwhile",
            m -> whenOpened(m, m.gene(), FileMutations::touch))
        .both(
            Rule.FILE_CHANGED,
            "a manifest is written meanwhile",
            m -> whenOpened(m, VAR, FileMutations::touch))
        .both(
            Rule.CHECK_FAILED,
            "a check breaks down",
            m ->
                whenOpened(
                    m,
                    m.gene(),
                    file -> {
                      throw new IllegalStateException("broken on purpose");
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

  private interface Access {
    void to(Path file) throws IOException;
  }

  /** Has something happen to a file, or to who opens it, whenever it is opened. */
  private static void whenOpened(Mutant m, String path, Access access) {
    m.open(
        inner ->
            file -> {
              if (file.endsWith(path)) {
                access.to(file);
              }
              return inner.open(file);
            });
  }

  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
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
}
