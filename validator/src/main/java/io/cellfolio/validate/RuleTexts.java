package io.cellfolio.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What rules say to people. */
final class RuleTexts {
  private static final Properties TEXTS = load();

  private RuleTexts() {}

  static String of(String key) {
    String text = TEXTS.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("rules.properties lacks " + key);
    }
    return text;
  }

  private static Properties load() {
    Properties texts = new Properties();
    try (InputStream in = RuleTexts.class.getResourceAsStream("rules.properties")) {
      if (in == null) {
        throw new IllegalStateException("rules.properties is missing from the program");
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException("rules.properties cannot be read", e);
    }
  }
}
