package io.cellfolio.format;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** The times of documents: {@code YYYY-MM-DDTHH:MM:SSZ}, a real date. */
final class UtcTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'")
          .withResolverStyle(ResolverStyle.STRICT);

  private UtcTime() {}

  static String read(JsonPlace place) throws MalformedDatasetException {
    String text = place.text();
    try {
      FORMAT.parse(text);
    } catch (DateTimeException e) {
      MalformedDatasetException malformed = place.expected("a UTC time YYYY-MM-DDTHH:MM:SSZ");
      malformed.initCause(e);
      throw malformed;
    }
    return text;
  }
}
