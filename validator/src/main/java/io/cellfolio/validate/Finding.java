package io.cellfolio.validate;

import java.util.Comparator;
import java.util.Objects;

/**
 * One thing that is wrong, or worth knowing, at one place.
 *
 * @param rule which rule found it
 * @param file path relative to the directory, with forward slashes; empty for the directory itself
 * @param place where in the file
 * @param expected what should be there
 * @param found what is there
 */
public record Finding(Rule rule, String file, Place place, String expected, String found) {
  /** Most severe first, then by rule, file and place: the order of every report. */
  public static final Comparator<Finding> ORDER = new ReportOrder();

  /** Checks for missing parts. */
  public Finding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(found, "found");
  }

  /**
   * How bad it is.
   *
   * @return the rule's severity
   */
  public Severity severity() {
    return rule.severity();
  }

  /**
   * The place for people.
   *
   * @return a JSON pointer, {@code byte 17}, or nothing
   */
  public String position() {
    if (place instanceof Place.Pointer pointer) {
      return pointer.pointer();
    }
    return place instanceof Place.ByteOffset bytes ? "byte " + bytes.offset() : "";
  }

  private long offset() {
    return place instanceof Place.ByteOffset bytes ? bytes.offset() : -1;
  }

  @Override
  public String toString() {
    String at = position().isEmpty() ? "" : " at " + position();
    return "%s %s%s: expected %s, found %s"
        .formatted(rule.code(), file.isEmpty() ? "." : file, at, expected, found);
  }

  /** A class, because a chain of functions takes Java 7 ms to put together. */
  private static final class ReportOrder implements Comparator<Finding> {
    @Override
    public int compare(Finding a, Finding b) {
      int order = a.severity().compareTo(b.severity());
      order = order != 0 ? order : a.rule.compareTo(b.rule);
      order = order != 0 ? order : a.file.compareTo(b.file);
      order = order != 0 ? order : Long.compare(a.offset(), b.offset());
      order = order != 0 ? order : a.position().compareTo(b.position());
      order = order != 0 ? order : a.found.compareTo(b.found);
      return order != 0 ? order : a.expected.compareTo(b.expected);
    }
  }
}
