package io.cellfolio.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses targets whose replacement would hurt: a mistyped path must not cost a home directory. */
final class TargetGuard {
  private TargetGuard() {}

  /**
   * Checks a target.
   *
   * @return its absolute path, whose parent is resolved
   */
  static Path check(Path target) throws IOException {
    Path name = target.normalize().getFileName();
    Path last = target.getFileName();
    if (last == null
        || name == null
        || last.toString().equals("..")
        || last.toString().equals(".")
        || last.toString().isEmpty()) {
      throw refuse(target, "name the directory of the export itself");
    }
    Path absolute = target.toAbsolutePath().normalize();
    if (Files.isSymbolicLink(absolute)) {
      throw refuse(target, "it is a symbolic link; name the directory that it points to");
    }
    if (Files.exists(absolute) && !Files.isDirectory(absolute, LinkOption.NOFOLLOW_LINKS)) {
      throw refuse(target, "it is a file; name a directory");
    }
    Path resolved = resolve(absolute);
    for (Path dear : protectedDirectories()) {
      if (dear.startsWith(resolved)) {
        throw refuse(
            target,
            "it holds "
                + (dear.equals(resolved) ? "the working or home directory" : dear)
                + "; name a new directory below it");
      }
    }
    return resolved;
  }

  private static List<Path> protectedDirectories() {
    List<Path> dear = new ArrayList<>();
    for (String property : List.of("user.dir", "user.home")) {
      Optional<Path> directory = existing(System.getProperty(property, ""));
      if (directory.isPresent()) {
        dear.add(directory.get());
      }
    }
    return dear;
  }

  private static Optional<Path> existing(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(resolve(Path.of(text)));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The path with its longest existing part freed of symbolic links. */
  private static Path resolve(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path part = absolute; part != null; part = part.getParent()) {
      if (Files.exists(part)) {
        try {
          return part.toRealPath().resolve(part.relativize(absolute)).normalize();
        } catch (IOException unreadable) {
          return absolute;
        }
      }
    }
    return absolute;
  }

  private static ExportRefusedException refuse(Path target, String why) {
    return ExportRefusedException.because(
        Problem.target("'" + target + "' cannot be the target of an export: " + why));
  }
}
