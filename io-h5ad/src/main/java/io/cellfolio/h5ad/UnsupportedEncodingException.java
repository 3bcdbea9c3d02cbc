package io.cellfolio.h5ad;

import java.io.IOException;
import java.util.Objects;

/** Valid HDF5 that holds something this reader does not support. */
public final class UnsupportedEncodingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String location;

  /**
   * Names the encoding or filter, and what to do about it.
   *
   * @param file the file's name
   * @param location the path inside the file, for example {@code /X/data}
   * @param encoding what is not supported
   * @param advice what to do
   */
  public UnsupportedEncodingException(
      String file, String location, String encoding, String advice) {
    this(file, location, encoding, advice, null);
  }

  UnsupportedEncodingException(
      String file, String location, String encoding, String advice, Throwable cause) {
    super(file + ": " + location + ": " + encoding + " is not supported; " + advice, cause);
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
