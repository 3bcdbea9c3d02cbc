package io.cellfolio.cli;

import picocli.CommandLine.ITypeConverter;

/**
 * Reads an option's argument of one type. No other classes but this and those in it are converters
 * of picocli: the launcher leaves them out of its archive of classes, which else could not hold
 * picocli's own converters.
 */
final class OptionReader<T> implements ITypeConverter<T> {
  private final Class<T> type;

  OptionReader(Class<T> type) {
    this.type = type;
  }

  @Override
  public T convert(String text) {
    return type.cast(OptionValues.read(type, text));
  }

  /** A whole number of 1 or more. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return OptionValues.positive(text);
    }
  }

  /** A number of worker threads. */
  static final class ThreadCount implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return OptionValues.threadCount(text);
    }
  }
}
