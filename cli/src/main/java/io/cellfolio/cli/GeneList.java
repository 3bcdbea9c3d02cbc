package io.cellfolio.cli;

import io.cellfolio.export.GeneSelection;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The argument of {@code --genes}: {@code none}, a file with a gene per line, or names. */
final class GeneList {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private GeneList() {}

  /**
   * Reads the argument.
   *
   * @throws IllegalArgumentException when it names no gene, one twice, or a file that is missing or
   *     no text
   * @throws IOException when the file cannot be read
   */
  static GeneSelection parse(String argument, Invocation invocation) throws IOException {
    if (argument.equals("none")) {
      return GeneSelection.none();
    }
    Path file = existingFile(argument, invocation);
    if (file != null) {
      return GeneSelection.of(read(argument, file));
    }
    if (argument.matches("(?i).*\\.(txt|csv|tsv|list)")) {
      throw new IllegalArgumentException(
          "there is no file '" + argument + "' (a gene per line is expected in it)");
    }
    return GeneSelection.of(NameList.parse(argument));
  }

  private static Path existingFile(String argument, Invocation invocation) {
    try {
      Path file = invocation.resolve(Path.of(argument));
      return Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static List<String> read(String argument, Path file) throws IOException {
    List<String> names = new ArrayList<>();
    try {
      String text = Files.readString(file);
      if (text.startsWith(BYTE_ORDER_MARK)) {
        text = text.substring(1);
      }
      for (String line : text.split("\\R")) {
        String name = line.strip();
        if (!name.isEmpty() && !name.startsWith("#")) {
          names.add(name);
        }
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("'" + argument + "' is no UTF-8 text", e);
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + argument + "' names no gene (--genes none exports none)");
    }
    return NameList.distinct(names);
  }
}
