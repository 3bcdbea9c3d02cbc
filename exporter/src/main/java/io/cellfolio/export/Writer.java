package io.cellfolio.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** How exports name the program that wrote them. */
final class Writer {
  /** Recorded as {@code cellucid_data_version}. */
  static final String VERSION = "cellfolio " + version();

  private Writer() {}

  private static String version() {
    try (InputStream in = Writer.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties is missing from the exporter's jar", e);
    }
  }
}
