package io.cellfolio.validate;

import com.google.protobuf.InvalidProtocolBufferException;
import io.cellfolio.format.proto.ValidationReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Tells earlier reports from files that somebody would miss. */
final class ReportMarks {
  private static final int HEAD_BYTES = 1 << 16;
  private static final int MOST_BYTES = 64 << 20;
  private static final Pattern CHECKED =
      Pattern.compile(
          "(?m)\\); checked [\\d,]+ rules? [\\d,]+ times?, [\\d,]+ files? and [\\d,]+ bytes? of payloads, ");

  private ReportMarks() {}

  /** Whether a file is a report of any form, or empty. */
  static boolean isReport(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    String head = text(bytes, 0, Math.min(bytes.length, HEAD_BYTES));
    String tail = text(bytes, Math.max(0, bytes.length - HEAD_BYTES), bytes.length);
    return bytes.length == 0
        || head.contains(HtmlReport.GENERATOR)
        || (head.contains("<testsuite ") && head.contains(" name=\"" + ReportFormat.TOOL + " "))
        || (head.startsWith("{\"$schema\":")
            && head.contains("\"driver\":{\"name\":\"" + ReportFormat.TOOL + "\""))
        || (head.startsWith("{") && head.contains("\"verdict\": \"VERDICT_"))
        || CHECKED.matcher(tail).find()
        || (bytes.length <= MOST_BYTES && isMessage(bytes));
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8);
  }

  private static boolean isMessage(byte[] bytes) {
    try {
      ValidationReport report = ValidationReport.parseFrom(bytes);
      return !report.getValidatorVersion().isEmpty() && report.getUnknownFields().asMap().isEmpty();
    } catch (InvalidProtocolBufferException e) {
      // Then it is something else.
      return false;
    }
  }
}
