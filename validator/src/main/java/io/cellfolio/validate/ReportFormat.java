package io.cellfolio.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The forms of a report.
 *
 * <p>Described in {@code docs/reports.md}.
 */
public enum ReportFormat {
  /** Lines for people. */
  TEXT(new TextReport(TextReport.SHOWN_PER_RULE)),
  /** The protobuf message {@code cellfolio.v1.ValidationReport} as JSON. */
  JSON(new JsonReport()),
  /** The protobuf message {@code cellfolio.v1.ValidationReport}. */
  PROTO(new ProtoReport()),
  /** JUnit XML, one test case per rule. */
  JUNIT(new JUnitReport(false)),
  /** SARIF 2.1.0. */
  SARIF(new SarifReport()),
  /** One page with pictures of what the payloads hold. */
  HTML(new HtmlReport());

  /** How reports name their maker. */
  static final String TOOL = "cellfolio validate";

  private final ReportRenderer renderer;

  ReportFormat(ReportRenderer renderer) {
    this.renderer = renderer;
  }

  /**
   * What writes reports of this form.
   *
   * @return a renderer that any number of threads may share
   */
  public ReportRenderer renderer() {
    return renderer;
  }

  /**
   * What writes reports of this form when warnings count as errors.
   *
   * @return a renderer that any number of threads may share
   */
  public ReportRenderer strictRenderer() {
    return this == JUNIT ? new JUnitReport(true) : renderer;
  }

  /**
   * The form with a name.
   *
   * @param name for example {@code sarif}
   * @return the form, or empty when there is none
   */
  public static Optional<ReportFormat> named(String name) {
    for (ReportFormat format : values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a file is a report of any of these forms, and so can be replaced by a later one.
   *
   * @param file a regular file
   * @return true also for an empty file
   * @throws IOException when the file cannot be read
   */
  public static boolean isReport(Path file) throws IOException {
    return ReportMarks.isReport(file);
  }
}
