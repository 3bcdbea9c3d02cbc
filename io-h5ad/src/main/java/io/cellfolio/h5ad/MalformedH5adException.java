package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.Objects;

/** A file that is damaged, incomplete or contradicts itself. */
public final class MalformedH5adException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String location;

  /**
   * Describes what is wrong.
   *
   * @param file the file's name
   * @param location the path inside the file, for example {@code /X/indptr}
   * @param expected what was expected there
   * @param found what was found instead
   */
  public MalformedH5adException(String file, String location, String expected, String found) {
    this(file, location, expected, found, null);
  }

  MalformedH5adException(
      String file, String location, String expected, String found, Throwable cause) {
    super(file + ": " + location + ": expected " + expected + ", found " + found, cause);
    this.file = Objects.requireNonNull(file, "file");
    this.location = Objects.requireNonNull(location, "location");
  }

  /**
   * The file.
   *
   * @return its name without directories
   */
  public String file() {
    return file;
  }

  /**
   * The place in the file.
   *
   * @return an HDF5 path that starts with a slash
   */
  public String location() {
    return location;
  }
}
