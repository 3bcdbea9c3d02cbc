package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HtmlReportTest {
  private static final long MOST_BYTES = 1_500_000;
  private static final Pattern ELEMENT = Pattern.compile("<([a-z][a-z0-9]*)([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)(?:=\"[^\"<>]*\")?");

  @TempDir Path directory;

  private Path export() {
    return directory.resolve("export");
  }

  private Path page(String html) throws IOException {
    return Files.writeString(directory.resolve("page.html"), html);
  }

  /** Names that tell of other places are left to the next test. */
  @ParameterizedTest
  @EnumSource(value = ReportedExports.class, mode = EnumSource.Mode.EXCLUDE, names = "HOSTILE")
  void needsNothingButItself(ReportedExports kind) {
    String html = ReportedExports.text(ReportFormat.HTML, kind.in(export()));

    assertThat(html).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(html).doesNotContainPattern("(?i)<(script|link|img|iframe|object|base|form)\\b");
    assertThat(html).doesNotContainPattern("(?i)\\b(src|href|on[a-z]+|url|@import)\\s*=\\s*[\"']");
    assertThat(html).doesNotContain("url(", "@import", "http:", "https:");
    assertThat(html.length()).isLessThan((int) MOST_BYTES);
  }

  /** Whatever names an export holds, they are text: no element or attribute comes of them. */
  @Test
  void hostileNamesStayText() {
    String html = ReportedExports.text(ReportFormat.HTML, ReportedExports.HOSTILE.in(export()));

    assertThat(html).contains("&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;");
    assertThat(html).doesNotContain("\u202e", "\u0001", "\u001b");
    Matcher elements = ELEMENT.matcher(html.substring(html.indexOf("<body>")));
    int count = 0;
    while (elements.find()) {
      count++;
      assertThat(elements.group(1))
          .isIn(
              "body",
              "main",
              "header",
              "bdi",
              "h1",
              "h2",
              "h3",
              "p",
              "span",
              "code",
              "table",
              "tr",
              "th",
              "td",
              "details",
              "summary",
              "ul",
              "li",
              "b",
              "figure",
              "figcaption",
              "svg",
              "title",
              "path",
              "text",
              "rect",
              "circle",
              "tspan",
              "g");
      Matcher attributes = ATTRIBUTE.matcher(elements.group(2));
      while (attributes.find()) {
        assertThat(attributes.group(1)).doesNotStartWith("on").isNotIn("src", "href", "style");
      }
    }
    assertThat(count).isGreaterThan(100);
  }

  @Test
  void showsErrorsOfGenesWhereASourceWasCompared() {
    String html = ReportedExports.text(ReportFormat.HTML, ReportedExports.COMPARED.in(export()));

    assertThat(html)
        .contains("Compared with", "Error of each gene by its storage", "ENSG00000000003.15");
    assertThat(html).contains("<rect class=\"x\"");
  }

  @Test
  void doesNotGrowWithTheCells() throws IOException {
    int cells = 120_000;
    Mutant mutant = Mutant.of(Golden.KEYED);
    enlarge(mutant, cells);
    mutant.write(export());
    String html = ReportedExports.text(ReportFormat.HTML, Validator.validate(export()));

    assertThat(html).contains("of 120,000 cells, evenly chosen", "class=\"d k", "class=\"d s");
    assertThat(html.length()).isBetween(200_000, (int) MOST_BYTES);
  }

  private static void enlarge(Mutant mutant, int cells) {
    Random random = new Random(3);
    mutant.set(Mutant.IDENTITY, "/stats/n_cells", "" + cells);
    mutant.set(Mutant.OBS, "/n_points", "" + cells);
    mutant.set(Mutant.VAR, "/n_points", "" + cells);
    mutant.set(Mutant.GRAPH, "/n_cells", "" + cells);
    ByteBuffer points = ByteBuffer.allocate(cells * 8).order(ByteOrder.LITTLE_ENDIAN);
    while (points.hasRemaining()) {
      points.putFloat((float) Math.tanh(random.nextGaussian() / 2));
    }
    mutant.setRaw(mutant.points(2), points.array());
    for (String path : List.copyOf(mutant.files.keySet())) {
      if (path.contains(".codes.u8") || path.contains(".values.u8")) {
        int categories = path.contains(".codes.u8") ? 2 : 255;
        byte[] codes = new byte[cells];
        for (int i = 0; i < cells; i++) {
          codes[i] = (byte) random.nextInt(categories);
        }
        mutant.setRaw(path, codes);
      }
    }
  }

  /** In a browser. Chromium comes with Debian: {@code apt-get install chromium}. */
  @Nested
  class InABrowser {
    private Chromium browser;

    @BeforeEach
    void find() throws IOException {
      Path work = Files.createDirectories(directory.resolve("browser"));
      Optional<Chromium> found = Chromium.find(work);
      assumeTrue(found.isPresent(), "no Chromium on this machine");
      browser = found.get();
    }

    @Test
    void picturesAreSeen() throws IOException, InterruptedException {
      ValidationResult result = ReportedExports.CLEAN.in(export());
      Path page = page(ReportedExports.text(ReportFormat.HTML, result));
      // The first category has no cells. The legends, which have the same colors, lie to the right.
      int legend = Chromium.WIDTH * 60 / 100;

      Chromium.Visit light = browser.visit(page);

      assertThat(light.console()).isEmpty();
      assertThat(light.requests()).isEmpty();
      for (String color : colors(Palette.css(), "k", 1, 4)) {
        assertThat(light.pixels(color, legend)).as("pixels of " + color).isGreaterThan(50);
      }
      long shades =
          colors(Palette.css(), "s", 0, Palette.SHADES).stream()
              .filter(color -> light.pixels(color, legend) > 20)
              .count();
      assertThat(shades).isGreaterThanOrEqualTo(4);

      Chromium.Visit dark = browser.visit(page, "--blink-settings=preferredColorScheme=0");

      assertThat(dark.console()).isEmpty();
      for (String color : colors(Palette.darkCss(), "k", 1, 4)) {
        assertThat(dark.pixels(color, legend)).as("pixels of " + color).isGreaterThan(50);
      }
    }

    private List<String> colors(String css, String type, int from, int count) {
      return Pattern.compile("\\." + type + "\\d+\\{--c:(#[0-9a-f]{6})\\}")
          .matcher(css)
          .results()
          .map(result -> result.group(1))
          .skip(from)
          .limit(count)
          .toList();
    }

    @ParameterizedTest
    @EnumSource(ReportedExports.class)
    void nothingIsAskedForAndNothingIsComplainedOf(ReportedExports kind)
        throws IOException, InterruptedException {
      Path page = page(ReportedExports.text(ReportFormat.HTML, kind.in(export())));

      Chromium.Visit visit = browser.visit(page);

      assertThat(visit.console()).isEmpty();
      assertThat(visit.requests()).isEmpty();
    }

    /** Without the policy that forbids scripts, so that the escaping alone is seen to hold. */
    @Test
    void hostileNamesDoNothing() throws IOException, InterruptedException {
      String html = ReportedExports.text(ReportFormat.HTML, ReportedExports.HOSTILE.in(export()));
      String bare = html.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");

      assertThat(bare).hasSizeLessThan(html.length());
      assertThat(browser.document(page(bare)))
          .contains("</main>")
          .doesNotContain("<title>taken</title>");
    }

    @Test
    void whatPagesDoIsNoticed() throws IOException, InterruptedException {
      Path page =
          page(
              "<!DOCTYPE html><html><head><title>free</title></head><body>"
                  + "<img src=\"http://example.invalid/x.png\"><script>console.error(1)</script>"
                  + ReportedExports.SCRIPT
                  + "</body></html>");

      assertThat(browser.document(page)).contains("<title>taken</title>");
      Chromium.Visit visit = browser.visit(page);
      assertThat(visit.console()).isNotEmpty();
      assertThat(visit.requests()).containsExactly("http://example.invalid/x.png");
    }
  }
}
