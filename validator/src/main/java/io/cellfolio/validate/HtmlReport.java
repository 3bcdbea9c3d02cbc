package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One page that needs nothing else: verdict, findings, and pictures of what the payloads hold. */
final class HtmlReport implements ReportRenderer {
  private static final int SHOWN_PER_RULE = 50;
  private static final int WORST_GENES = 20;
  private static final int SIZE_BINS = 10;
  private static final int ERROR_BINS = 12;
  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}
      h1{font-size:1.4em;margin:0}.banner{border-left:8px solid;padding:.6em 1em;background:#f5f5f5}
      .CLEAN{border-color:#009e73}.WARNINGS{border-color:#e69f00}.ERRORS,.NOT_AN_EXPORT{border-color:#b0003a}
      table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25em .6em;vertical-align:top;border-top:1px solid #ddd}
      details{margin:.5em 0;border:1px solid #ddd;padding:.4em .8em}summary{cursor:pointer}
      .error{color:#b0003a}.warning{color:#8a5a00}.info{color:#555}code{background:#f5f5f5;overflow-wrap:anywhere}
      svg{width:100%;height:auto;border:1px solid #ddd;margin:.5em 0}svg text{font:12px system-ui,sans-serif;fill:#222}
      .bars{max-width:40em}
      """;

  @Override
  public void render(ValidationResult result, OutputStream out) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    page.append("<title>").append(Markup.escape(TextReport.verdict(result))).append("</title>");
    page.append("<style>").append(STYLE).append("</style></head><body>\n");
    addBanner(page, result);
    addFindings(page, result);
    addPictures(page, result);
    result.fidelity().ifPresent(fidelity -> addFidelity(page, fidelity));
    page.append("<p class=\"info\">cellfolio validate ").append(Markup.escape(Versions.own()));
    page.append("</p></body></html>\n");
    out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void addBanner(StringBuilder page, ValidationResult result) {
    page.append("<div class=\"banner ").append(result.verdict().name()).append("\"><h1>");
    page.append(Markup.escape(TextReport.verdict(result))).append("</h1></div>\n<table>");
    row(page, "layout", result.layout().map(Layout::name).orElse("none alone"));
    row(page, "opened by", result.viewer());
    row(page, "evidence", String.join("; ", result.evidence()));
    row(
        page,
        "checked",
        "%s, %s, %s read, %s of payloads; level %s%s"
            .formatted(
                Shown.count(result.rulesRun().size(), "rule"),
                Shown.count(result.checksRun(), "check"),
                Shown.count(result.filesRead(), "file"),
                Shown.count(result.bytesInflated(), "byte"),
                result.level().name().toLowerCase(Locale.ROOT),
                result.stopped() ? ", stopped at the first level with an error" : ""));
    page.append("</table>\n");
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("<tr><th>").append(Markup.escape(name)).append("</th><td>");
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
    page.append("><summary class=\"").append(severity).append("\"><b>").append(rule.code());
    page.append("</b> ").append(severity).append(" &times; ").append(Shown.count(count));
    page.append(": ").append(Markup.escape(rule.condition())).append("</summary>\n<p>");
    page.append(Markup.escape(rule.fix())).append(" <code>").append(Markup.escape(rule.link()));
    page.append("</code></p><table><tr><th>where</th><th>expected</th><th>found</th></tr>\n");
    for (Finding finding : found.subList(0, Math.min(found.size(), SHOWN_PER_RULE))) {
      String where = (finding.file() + " " + finding.position()).strip();
      page.append("<tr><td><code>").append(Markup.escape(where)).append("</code></td><td>");
      page.append(Markup.escape(finding.expected())).append("</td><td>");
      page.append(Markup.escape(finding.found())).append("</td></tr>\n");
    }
    page.append("</table>");
    if (count > SHOWN_PER_RULE || count > found.size()) {
      page.append("<p>").append(Shown.count(count)).append(" in all.</p>");
    }
    page.append("</details>\n");
  }

  /** Whatever stands in the way of a picture, the rest of the page is written. */
  private static void addPictures(StringBuilder page, ValidationResult result) {
    if (result.verdict() == Verdict.NOT_AN_EXPORT) {
      return;
    }
    try {
      Optional<Pictures> pictures = Pictures.of(result.directory());
      if (pictures.isPresent()) {
        addPictures(page, pictures.get());
      }
    } catch (IOException | RuntimeException e) {
      page.append("<p>No pictures: ").append(Markup.escape(e.toString())).append("</p>\n");
    }
  }

  private static void addPictures(StringBuilder page, Pictures pictures) throws IOException {
    page.append("<h2>What the payloads hold</h2>\n");
    Optional<Pictures.Map> map = pictures.map();
    if (map.isEmpty()) {
      page.append("<p>No embedding can be drawn: its payload cannot be read.</p>\n");
    } else {
      addMaps(page, pictures, map.get());
    }
    page.append("<h3>Sizes of the payload files</h3>\n");
    page.append(sizes(pictures.storedSizes())).append('\n');
  }

  private static void addMaps(StringBuilder page, Pictures pictures, Pictures.Map map)
      throws IOException {
    String shown =
        map.x().length == map.cells()
            ? Shown.count(map.cells(), "cell")
            : "%s of %s".formatted(Shown.count(map.x().length), Shown.count(map.cells(), "cell"));
    Optional<Pictures.Categories> categories = pictures.categories();
    Optional<Pictures.Numbers> numbers = pictures.numbers();
    if (categories.isPresent()) {
      heading(page, map.title() + " by " + categories.get().title(), shown);
      page.append(ScatterPicture.of(map, categories.get())).append('\n');
    }
    if (numbers.isPresent()) {
      heading(page, map.title() + " by " + numbers.get().title(), shown);
      page.append(ScatterPicture.of(map, numbers.get())).append('\n');
    }
    if (categories.isEmpty() && numbers.isEmpty()) {
      heading(page, map.title(), shown);
      Pictures.Categories none =
          new Pictures.Categories("cell", List.of("cell"), new int[map.x().length]);
      page.append(ScatterPicture.of(map, none)).append('\n');
    }
  }

  private static void heading(StringBuilder page, String title, String shown) {
    page.append("<h3>").append(Markup.escape(title)).append("</h3><p>").append(shown);
    page.append("</p>\n");
  }

  /** Bars from 1 byte up, each ten times the one before. */
  private static String sizes(List<Long> sizes) {
    long[] counts = new long[SIZE_BINS];
    List<String> labels = new ArrayList<>();
    for (int bin = 0; bin < SIZE_BINS; bin++) {
      labels.add(bin < 3 ? (long) Math.pow(10, bin) + " B" : labelOf(bin));
    }
    for (long size : sizes) {
      int bin = size <= 0 ? 0 : (int) Math.min(SIZE_BINS - 1, Math.log10(size));
      counts[bin]++;
    }
    return BarPicture.of("payload files by size, from", labels, counts);
  }

  private static String labelOf(int bin) {
    String unit = bin < 6 ? " kB" : bin < 9 ? " MB" : " GB";
    return (long) Math.pow(10, bin % 3) + unit;
  }

  private static void addFidelity(StringBuilder page, FidelityReport fidelity) {
    page.append("<h2>Compared with ").append(Markup.escape(fidelity.source())).append("</h2>\n");
    List<FieldFidelity> genes =
        fidelity.fields().stream().filter(f -> f.kind() == FieldFidelity.Kind.GENE).toList();
    page.append("<p>").append(Shown.count(fidelity.fields().size(), "field")).append(", ");
    page.append(Shown.count(fidelity.valuesCompared(), "value")).append(".</p>\n");
    if (!genes.isEmpty()) {
      page.append("<h3>Largest error of each gene, in parts of the allowed one</h3>\n");
      page.append(errors(genes)).append('\n');
    }
    List<FieldFidelity> worst = new ArrayList<>(fidelity.fields());
    worst.sort((a, b) -> Double.compare(b.maxSteps(), a.maxSteps()));
    page.append("<table><tr><th>field</th><th>largest error</th><th>mean</th><th>allowed</th>");
    page.append("<th>worst cell</th><th>cells off</th></tr>\n");
    for (FieldFidelity field : worst.subList(0, Math.min(WORST_GENES, worst.size()))) {
      String kind = field.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      page.append("<tr><td>").append(kind).append(' ').append(Markup.escape(field.key()));
      page.append("</td><td>").append(Markup.brief(field.maxError())).append("</td><td>");
      page.append(Markup.brief(field.meanError())).append("</td><td>");
      page.append(Markup.brief(field.bound())).append("</td><td>").append(field.worstCell());
      page.append("</td><td>").append(Shown.count(field.cellsOff())).append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private static String errors(List<FieldFidelity> genes) {
    long[] counts = new long[ERROR_BINS];
    List<String> labels = new ArrayList<>();
    for (int bin = 0; bin < ERROR_BINS; bin++) {
      labels.add(bin == ERROR_BINS - 1 ? "more" : String.format(Locale.ROOT, "%.1f", bin / 10d));
    }
    for (FieldFidelity gene : genes) {
      double steps = gene.maxSteps();
      counts[steps >= 0 && steps < 1.1 ? (int) (steps * 10) : ERROR_BINS - 1]++;
    }
    return BarPicture.of("genes by largest error", labels, counts);
  }
}
