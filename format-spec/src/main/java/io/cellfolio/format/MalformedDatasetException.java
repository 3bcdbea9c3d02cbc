package io.cellfolio.format;

import java.io.IOException;

/** A document of an export says something that the format does not allow. */
public final class MalformedDatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the place and what is wrong there.
   *
   * @param file path relative to the export
   * @param pointer JSON pointer into the document, or empty for the whole of it
   * @param problem what was expected and what was found
   */
  public MalformedDatasetException(String file, String pointer, String problem) {
    super(file + (pointer.isEmpty() ? "" : " at " + pointer) + ": " + problem);
  }
}
