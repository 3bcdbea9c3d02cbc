package io.cellfolio.cli;

import io.cellfolio.export.CategoryWidth;
import io.cellfolio.export.Choice;
import io.cellfolio.export.DuplicateNames;
import io.cellfolio.export.Verification;
import io.cellfolio.format.Compression;
import io.cellfolio.format.Layout;
import io.cellfolio.format.SampleType;
import io.cellfolio.quant.Rounding;
import io.cellfolio.quant.Symmetrization;
import io.cellfolio.source.MemoryBudget;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What the options' arguments mean. Every wrong one is answered with what would be right. */
final class OptionValues {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  private static final int MAX_THREADS = 1024;

  private static final List<Class<?>> TYPES =
      List.of(
          Path.class,
          Layout.class,
          Compression.class,
          SampleType.class,
          Instant.class,
          EmbeddingChoice.class,
          OptionalDouble.class,
          Choice.class,
          MemoryBudget.class,
          CategoryWidth.class,
          Rounding.class,
          Symmetrization.class,
          DuplicateNames.class,
          Verification.class,
          OutputFormat.class);

  private OptionValues() {}

  /** Teaches a command line the types of all options. */
  static void registerOn(CommandLine commandLine) {
    for (Class<?> type : TYPES) {
      register(commandLine, type);
    }
  }

  private static <T> void register(CommandLine commandLine, Class<T> type) {
    commandLine.registerConverter(type, new OptionReader<>(type));
  }

  /**
   * Reads an argument of a type that is registered. One method for all of them, as a function for
   * each takes Java milliseconds to put together.
   *
   * @throws TypeConversionException when it is none
   */
  static Object read(Class<?> type, String text) {
    return switch (type.getSimpleName()) {
      case "Path" -> path(text);
      case "Layout" -> layout(text);
      case "Compression" -> compression(text);
      case "SampleType" -> valueType(text);
      case "Instant" -> instant(text);
      case "EmbeddingChoice" -> embedding(text);
      case "OptionalDouble" -> quantile(text);
      case "Choice" -> choice(text);
      case "MemoryBudget" -> memory(text);
      case "CategoryWidth" ->
          oneOf(
              text,
              Map.of(
                  "auto", CategoryWidth.AUTO,
                  "uint8", CategoryWidth.UINT8,
                  "uint16", CategoryWidth.UINT16));
      case "Rounding" ->
          oneOf(text, Map.of("truncate", Rounding.TRUNCATE, "nearest", Rounding.NEAREST));
      case "Symmetrization" ->
          oneOf(text, Map.of("max", Symmetrization.MAX, "mean", Symmetrization.MEAN));
      case "DuplicateNames" ->
          oneOf(text, Map.of("fail", DuplicateNames.FAIL, "suffix", DuplicateNames.SUFFIX));
      case "Verification" ->
          oneOf(
              text,
              Map.of(
                  "none", Verification.NONE,
                  "lengths", Verification.LENGTHS,
                  "content", Verification.CONTENT));
      case "OutputFormat" ->
          oneOf(
              text,
              Map.of(
                  "text", OutputFormat.TEXT,
                  "json", OutputFormat.JSON,
                  "proto", OutputFormat.PROTO));
      default -> throw new IllegalArgumentException("no option takes a " + type.getName());
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(unnamed(e));
    }
  }

  /** Why a text cannot be the name of a file, and what to do. */
  static String unnamed(InvalidPathException failure) {
    return failure.getReason().contains("unmappable")
        ? "'%s' cannot name a file in this locale, whose characters are %s; set LC_ALL=C.UTF-8"
            .formatted(failure.getInput(), System.getProperty("sun.jnu.encoding"))
        : "'%s' cannot name a file: %s".formatted(failure.getInput(), failure.getReason());
  }

  /**
   * One {@code --embedding} argument.
   *
   * @param dimension 1 to 3
   * @param key an obsm key
   */
  record EmbeddingChoice(int dimension, String key) {
    @Override
    public String toString() {
      return dimension + "=" + key;
    }
  }

  /**
   * Reads a time.
   *
   * @throws TypeConversionException when it is none
   */
  static Instant instant(String text) {
    if (!text.matches(TIME)) {
      throw new TypeConversionException(
          "'" + text + "' is no UTC time of the form 2026-03-31T08:15:00Z");
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw rejected("'" + text + "' is not in the calendar", e);
    }
  }

  private static Layout layout(String text) {
    for (Layout layout : Layout.all()) {
      if (layout.name().equals(text)) {
        return layout;
      }
    }
    throw new TypeConversionException("expected keyed or indexed, got '" + text + "'");
  }

  private static Compression compression(String text) {
    return text.equals("none")
        ? Compression.none()
        : Compression.gzip(whole(text, 1, 9, " or none"));
  }

  private static SampleType valueType(String text) {
    return switch (text) {
      case "8" -> SampleType.U8;
      case "16" -> SampleType.U16;
      case "none" -> SampleType.F32;
      default -> throw new TypeConversionException("expected 8, 16 or none, got '" + text + "'");
    };
  }

  private static EmbeddingChoice embedding(String text) {
    Matcher matcher = Pattern.compile("([1-3])d?=(.+)", Pattern.DOTALL).matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected a number of dimensions from 1 to 3, an equals sign and an obsm key, for example 2=X_umap, got '"
              + text
              + "'");
    }
    return new EmbeddingChoice(Integer.parseInt(matcher.group(1)), matcher.group(2));
  }

  private static OptionalDouble quantile(String text) {
    if (text.equals("none")) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text);
      if (value > 0.5 && value < 1) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      throw rejected("expected a number above 0.5 and below 1, or none, got '" + text + "'", e);
    }
    throw new TypeConversionException(
        "expected a number above 0.5 and below 1, or none, got '" + text + "'");
  }

  private static Choice choice(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("expected a key or none, got nothing");
    }
    return text.equals("none") ? Choice.none() : Choice.key(text);
  }

  /** A whole number of 1 or more. */
  static int positive(String text) {
    return whole(text, 1, Integer.MAX_VALUE);
  }

  /** A number of worker threads. */
  static int threadCount(String text) {
    return whole(text, 1, MAX_THREADS);
  }

  private static int whole(String text, int least, int most) {
    return whole(text, least, most, "");
  }

  private static int whole(String text, int least, int most, String alternative) {
    String range =
        most == Integer.MAX_VALUE ? "of " + least + " or more" : "from " + least + " to " + most;
    String expected = "expected a whole number " + range + alternative + ", got '" + text + "'";
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw rejected(expected, e);
    }
    throw new TypeConversionException(expected);
  }

  private static <T> T oneOf(String text, Map<String, T> values) {
    T value = values.get(text);
    if (value == null) {
      throw new TypeConversionException(
          "expected one of "
              + String.join(", ", new TreeSet<>(values.keySet()))
              + ", got '"
              + text
              + "'");
    }
    return value;
  }

  private static MemoryBudget memory(String text) {
    try {
      return MemoryBudget.parse(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw rejected(
          e instanceof ArithmeticException ? "'" + text + "' is too large" : e.getMessage(), e);
    }
  }

  private static TypeConversionException rejected(String text, Exception cause) {
    TypeConversionException rejection = new TypeConversionException(text);
    rejection.initCause(cause);
    return rejection;
  }
}
