package io.cellfolio.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The text of a document, in which editors and code hosts find places by line and column. */
final class DocumentText {
  private static final int MOST_BYTES = 32 << 20;

  private final String text;
  private final Map<String, Position> positions;

  /**
   * A place in a text.
   *
   * @param line 1 or more
   * @param column UTF-16 units from the start of the line, 1 or more
   */
  record Position(int line, int column) {}

  private DocumentText(String text, Map<String, Position> positions) {
    this.text = text;
    this.positions = positions;
  }

  /**
   * Reads a document and finds values in it.
   *
   * @param pointers JSON pointers of the values
   * @return empty when it cannot be read or is too large to be looked at by people
   */
  static Optional<DocumentText> read(Path directory, String file, Collection<String> pointers) {
    Optional<ExportFiles> files = ExportFiles.of(directory, ExportFiles.DIRECT);
    if (files.isEmpty() || !PathText.isInside(file) || !files.get().facts(file).isRegular()) {
      return Optional.empty();
    }
    try (InputStream in = Channels.newInputStream(files.get().open(file))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      return bytes.length > MOST_BYTES
          ? Optional.empty()
          : Optional.of(of(new String(bytes, StandardCharsets.UTF_8), pointers));
    } catch (IOException e) {
      // The findings say that it cannot be read; their places stay without lines.
      return Optional.empty();
    }
  }

  static DocumentText of(String text, Collection<String> pointers) {
    DocumentText document = new DocumentText(text, new HashMap<>());
    new PointerScan(text, pointers)
        .offsets()
        .forEach((pointer, offset) -> document.positions.put(pointer, document.position(offset)));
    return document;
  }

  /** Where the value of a pointer begins, or the innermost value around it that is there. */
  Optional<Position> at(String pointer) {
    for (String place = pointer; ; place = place.substring(0, place.lastIndexOf('/'))) {
      Position found = positions.get(place);
      if (found != null || place.lastIndexOf('/') < 0) {
        return Optional.ofNullable(found);
      }
    }
  }

  private Position position(int offset) {
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      start = i + 1;
    }
    return new Position(line, offset - start + 1);
  }
}
