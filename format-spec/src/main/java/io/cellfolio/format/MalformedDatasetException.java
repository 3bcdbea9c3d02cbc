package io.cellfolio.format;

import java.io.IOException;

/** A document of an export says something that the format does not allow. */
public final class MalformedDatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String pointer;
  private final String problem;

  /**
   * Names the place and what is wrong there.
   *
   * @param file path relative to the export
   * @param pointer JSON pointer into the document, or empty for the whole of it
   * @param problem what was expected and what was found
   */
  public MalformedDatasetException(String file, String pointer, String problem) {
    super(file + (pointer.isEmpty() ? "" : " at " + pointer) + ": " + problem);
    this.file = file;
    this.pointer = pointer;
    this.problem = problem;
  }

  /**
   * The document.
   *
   * @return path relative to the export
   */
  public String file() {
    return file;
  }

  /**
   * The place in the document.
   *
   * @return JSON pointer (RFC 6901), empty for the whole document
   */
  public String pointer() {
    return pointer;
  }

  /**
   * What is wrong there.
   *
   * @return what was expected and what was found
   */
  public String problem() {
    return problem;
  }
}
