package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One page that needs nothing else: verdict, findings, and pictures of what the payloads hold. It
 * has no script, and its policy forbids browsers to run one or to fetch anything, whatever names a
 * hostile export holds.
 */
final class HtmlReport implements ReportRenderer {
  /** Says to programs what made the page. */
  static final String GENERATOR = "<meta name=\"generator\" content=\"" + ReportFormat.TOOL;

  private static final int SHOWN_PER_RULE = 50;
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  @Override
  public void render(ValidationResult result, OutputStream out) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"").append(POLICY);
    page.append("\">\n").append(GENERATOR).append(' ').append(Markup.escape(Versions.own()));
    page.append("\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    page.append("<title>").append(Markup.escape(TextReport.verdict(result))).append("</title>\n");
    page.append("<style>").append(PageStyle.css()).append("</style></head>\n<body><main>\n");
    addBanner(page, result);
    addChecked(page, result);
    addFindings(page, result);
    new HtmlPictures(page).add(result);
    page.append("</main></body></html>\n");
    out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void addBanner(StringBuilder page, ValidationResult result) {
    Path name = result.directory().toAbsolutePath().normalize().getFileName();
    page.append("<header class=\"banner ").append(result.verdict().name()).append("\"><h1>");
    page.append("<bdi>").append(Markup.escape(name == null ? "/" : name.toString()));
    page.append("</bdi>: ").append(TextReport.words(result.verdict())).append("</h1>\n");
    page.append("<p class=\"soft\"><code>").append(Markup.escape(result.directory().toString()));
    page.append("</code></p><p class=\"counts\">");
    count(page, "error", "\u2716", result.count(Severity.ERROR));
    count(page, "warning", "\u25b2", result.count(Severity.WARNING));
    String notes = Shown.count(result.count(Severity.INFO), "note");
    page.append("<span class=\"info\">\u25cf ").append(notes).append("</span></p></header>\n");
  }

  private static void count(StringBuilder page, String severity, String sign, long count) {
    page.append("<span class=\"").append(count == 0 ? "info" : severity).append("\">");
    page.append(sign).append(' ').append(Shown.count(count, severity)).append("</span>");
  }

  private static void addChecked(StringBuilder page, ValidationResult result) {
    page.append("<table>");
    row(page, "layout", result.layout().map(Layout::name).orElse("none alone"));
    row(page, "opened by", result.viewer());
    addEvidence(page, result.evidence());
    row(page, "checked", TextReport.checked(result));
    row(page, "by", ReportFormat.TOOL + " " + Versions.own());
    page.append("</table>\n");
  }

  private static void addEvidence(StringBuilder page, List<String> evidence) {
    if (!evidence.isEmpty()) {
      page.append("<tr><th scope=\"row\">evidence</th><td><details class=\"in\"><summary>");
      page.append(Markup.escape(evidence.get(0))).append("</summary><ul>");
      for (String sign : evidence.subList(1, evidence.size())) {
        page.append("<li>").append(Markup.escape(sign)).append("</li>");
      }
      page.append("</ul></details></td></tr>");
    }
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("<tr><th scope=\"row\">").append(Markup.escape(name)).append("</th><td>");
    page.append(Markup.escape(value)).append("</td></tr>");
  }

  private static void addFindings(StringBuilder page, ValidationResult result) {
    page.append("<h2>Findings</h2>\n");
    Map<Rule, List<Finding>> byRule = new TreeMap<>(HtmlReport::bySeverity);
    result
        .findings()
        .forEach(f -> byRule.computeIfAbsent(f.rule(), rule -> new ArrayList<>()).add(f));
    if (byRule.isEmpty()) {
      page.append("<p>None.</p>\n");
    }
    byRule.forEach((rule, found) -> addRule(page, rule, found, result.counts().get(rule)));
  }

  private static int bySeverity(Rule a, Rule b) {
    int severity = a.severity().compareTo(b.severity());
    return severity != 0 ? severity : a.compareTo(b);
  }

  private static void addRule(StringBuilder page, Rule rule, List<Finding> found, long count) {
    String severity = rule.severity().name().toLowerCase(Locale.ROOT);
    page.append("<details").append(rule.severity() == Severity.INFO ? "" : " open");
    page.append("><summary><b class=\"").append(severity).append("\">").append(rule.code());
    page.append(' ').append(severity).append("</b> &times; ").append(Shown.count(count));
    page.append(": ").append(Markup.escape(rule.condition())).append("</summary>\n<p><b>Fix:</b> ");
    page.append(Markup.escape(rule.fix())).append(" <span class=\"soft\">See <code>");
    page.append(Markup.escape(rule.link())).append("</code>.</span></p>\n<table><tr>");
    page.append("<th scope=\"col\">where</th><th scope=\"col\">expected</th>");
    page.append("<th scope=\"col\">found</th></tr>\n");
    int shown = Math.min(found.size(), SHOWN_PER_RULE);
    for (Finding finding : found.subList(0, shown)) {
      String where = (finding.file() + " " + finding.position()).strip();
      page.append("<tr><td><code>").append(Markup.escape(where.isEmpty() ? "." : where));
      page.append("</code></td><td>").append(Markup.escape(finding.expected()));
      page.append("</td><td>").append(Markup.escape(finding.found())).append("</td></tr>\n");
    }
    page.append("</table>");
    if (count > shown) {
      page.append("<p>and ").append(Shown.count(count - shown)).append(" more</p>");
    }
    page.append("</details>\n");
  }
}
