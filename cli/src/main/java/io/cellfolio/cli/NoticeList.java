package io.cellfolio.cli;

import io.cellfolio.export.Notice;
import java.util.List;
import java.util.stream.Stream;

/** What a user should know about an export, by kind. */
final class NoticeList {
  private static final int SHOWN = 8;

  private final boolean shortened;
  private final List<Notice> first;

  private NoticeList(boolean shortened, List<Notice> first) {
    this.shortened = shortened;
    this.first = first;
  }

  /** Notices in full, or the first few of each kind. */
  static NoticeList shortened(boolean shortened) {
    return new NoticeList(shortened, List.of());
  }

  /** The same, with some notices before all others. */
  NoticeList beginningWith(List<Notice> notices) {
    return new NoticeList(shortened, List.copyOf(notices));
  }

  /** The notices as lines, with an empty line before each kind; empty text when there are none. */
  String of(List<Notice> notices) {
    StringBuilder text = new StringBuilder();
    for (Notice.Kind kind : Notice.Kind.values()) {
      List<Notice> some =
          Stream.concat(first.stream(), notices.stream())
              .filter(notice -> notice.kind() == kind)
              .toList();
      if (!some.isEmpty()) {
        append(text, title(kind, some.size()), some);
      }
    }
    return text.toString();
  }

  private void append(StringBuilder text, String title, List<Notice> notices) {
    text.append('\n').append(title).append(":\n");
    int shown = shortened && notices.size() > SHOWN + 1 ? SHOWN : notices.size();
    for (Notice notice : notices.subList(0, shown)) {
      text.append("  - ").append(notice.text().strip().replace("\n", "\n    ")).append('\n');
    }
    if (shown < notices.size()) {
      text.append("  ... and ")
          .append(Quantities.count(notices.size() - shown))
          .append(" more (--debug shows all)\n");
    }
  }

  private static String title(Notice.Kind kind, int n) {
    return switch (kind) {
      case SKIPPED -> "left out (" + Quantities.count(n) + ")";
      case RENAMED -> "renamed (" + Quantities.count(n) + ")";
      case CHOSEN -> "chosen (" + Quantities.count(n) + ")";
      case WARNING -> "warnings (" + Quantities.count(n) + ")";
    };
  }
}
