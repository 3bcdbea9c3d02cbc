package io.cellfolio.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of a page that shows what the payloads hold, and how close that is to a source. */
final class HtmlPictures {
  private static final int WORST_FIELDS = 20;
  private static final int ERROR_BINS = 11;
  private static final int[] STEPS = {1, 2, 5};

  private final StringBuilder page;

  HtmlPictures(StringBuilder page) {
    this.page = page;
  }

  void add(ValidationResult result) {
    if (result.verdict() != Verdict.NOT_AN_EXPORT) {
      page.append("<h2>What the payloads hold</h2>\n");
      addPayloads(result);
    }
    result.fidelity().ifPresent(this::addFidelity);
  }

  /** Whatever stands in the way of a picture, the rest of the page is written. */
  private void addPayloads(ValidationResult result) {
    try {
      Optional<Pictures> pictures = Pictures.of(result.directory());
      if (pictures.isEmpty()) {
        page.append("<p>Pictures are drawn of a single export; validate each folder alone.</p>\n");
        return;
      }
      Optional<Pictures.Map> map = pictures.get().map();
      if (map.isEmpty()) {
        page.append("<p>No embedding can be drawn: none can be read.</p>\n");
      } else {
        addMaps(pictures.get(), map.get());
      }
      addSizes(pictures.get().storedSizes());
    } catch (IOException | RuntimeException e) {
      page.append("<p>No pictures: ").append(Markup.escape(e.toString())).append("</p>\n");
    }
  }

  private void addMaps(Pictures pictures, Pictures.Map map) throws IOException {
    String shown =
        map.x().length == map.cells()
            ? Shown.count(map.cells(), "cell")
            : "%s of %s, evenly chosen; numbers count those drawn"
                .formatted(Shown.count(map.x().length), Shown.count(map.cells(), "cell"));
    Optional<Pictures.Categories> categories = pictures.categories();
    Optional<Pictures.Numbers> numbers = pictures.numbers();
    if (categories.isPresent()) {
      int count = categories.get().labels().size();
      figure(
          map.title() + " colored by " + categories.get().title(),
          (count == 1 ? "1 category" : Shown.count(count) + " categories") + " of " + shown,
          ScatterPicture.of(map, categories.get()));
    }
    if (numbers.isPresent()) {
      figure(
          map.title() + " shaded by " + numbers.get().title(),
          "Values decoded from the exported bytes, high ones on top, of " + shown,
          ScatterPicture.of(map, numbers.get()));
    }
    if (categories.isEmpty() && numbers.isEmpty()) {
      Pictures.Categories none =
          new Pictures.Categories("cell", List.of("cell"), new int[map.x().length]);
      figure(map.title(), shown, ScatterPicture.of(map, none));
    }
  }

  private void figure(String title, String caption, String picture) {
    page.append("<figure><figcaption><h3>").append(Markup.escape(title)).append("</h3>");
    page.append("<span class=\"soft\">").append(Markup.escape(caption)).append("</span>");
    page.append("</figcaption>\n").append(picture).append("</figure>\n");
  }

  /** Bars whose edges are 1, 2 and 5 times powers of ten. */
  private void addSizes(List<Long> sizes) {
    if (sizes.isEmpty()) {
      return;
    }
    List<Long> edges = new ArrayList<>();
    long largest = Math.max(1, sizes.get(sizes.size() - 1));
    for (long ten = 1; edges.isEmpty() || edges.get(edges.size() - 1) <= largest; ten *= 10) {
      for (int step : STEPS) {
        edges.add(ten * step);
      }
    }
    long smallest = Math.max(1, sizes.get(0));
    while (edges.size() > 2 && edges.get(1) <= smallest) {
      edges.remove(0);
    }
    while (edges.size() > 2 && edges.get(edges.size() - 2) > largest) {
      edges.remove(edges.size() - 1);
    }
    long[] counts = new long[edges.size() - 1];
    for (long size : sizes) {
      int bin = 0;
      while (bin < counts.length - 1 && edges.get(bin + 1) <= size) {
        bin++;
      }
      counts[bin]++;
    }
    long total = sizes.stream().mapToLong(Long::longValue).sum();
    figure(
        "Sizes of the payload files",
        "%s, %s in all; the middle one has %s, the largest %s"
            .formatted(
                Shown.count(sizes.size(), "file"),
                bytes(total),
                bytes(sizes.get(sizes.size() / 2)),
                bytes(sizes.get(sizes.size() - 1))),
        BarPicture.of(
            "Payload files by size",
            "size as stored",
            "files",
            edges.stream().map(HtmlPictures::bytes).toList(),
            counts,
            counts.length));
  }

  private static String bytes(long count) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    int unit = 0;
    double value = count;
    while (value >= 1000) {
      value /= 1000;
      unit++;
    }
    return Markup.brief(value) + " " + units[unit];
  }

  private void addFidelity(FidelityReport fidelity) {
    page.append("<h2>Compared with <bdi>").append(Markup.escape(fidelity.source()));
    page.append("</bdi></h2>\n<p>").append(Shown.count(fidelity.fields().size(), "field"));
    page.append(", ").append(Shown.count(fidelity.valuesCompared(), "value")).append(".</p>\n");
    List<FieldFidelity> genes =
        fidelity.fields().stream().filter(f -> f.kind() == FieldFidelity.Kind.GENE).toList();
    if (!genes.isEmpty()) {
      String allowed = "an error of 1 is what the storage of the gene allows";
      figure("Error of each gene by its storage", allowed, ErrorPicture.of(genes));
      figure("Genes by their largest error", allowed, errors(genes));
    }
    addWorst(new ArrayList<>(fidelity.fields()));
  }

  private void addWorst(List<FieldFidelity> fields) {
    fields.sort((a, b) -> Double.compare(b.maxSteps(), a.maxSteps()));
    page.append("<h3>Fields with the largest errors</h3>\n<table><tr><th scope=\"col\">field</th>");
    for (String name :
        List.of("largest error", "mean error", "allowed", "worst cell", "cells off")) {
      page.append("<th scope=\"col\" class=\"n\">").append(name).append("</th>");
    }
    page.append("</tr>\n");
    for (FieldFidelity field : fields.subList(0, Math.min(WORST_FIELDS, fields.size()))) {
      String kind = field.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      page.append("<tr><td>").append(kind).append(' ').append(Markup.escape(field.key()));
      page.append("</td>");
      number(Markup.brief(field.maxError()));
      number(Markup.brief(field.meanError()));
      number(field.bound() > 0 ? Markup.brief(field.bound()) : "exact");
      number(Shown.count(field.worstCell()));
      number(Shown.count(field.cellsOff()));
      page.append("</tr>\n");
    }
    page.append("</table>\n");
  }

  private void number(String text) {
    page.append("<td class=\"n\">").append(text).append("</td>");
  }

  private static String errors(List<FieldFidelity> genes) {
    long[] counts = new long[ERROR_BINS];
    List<String> edges = new ArrayList<>();
    for (int bin = 0; bin < ERROR_BINS; bin++) {
      edges.add(String.format(Locale.ROOT, "%.1f", bin / 10d));
    }
    edges.add("more");
    for (FieldFidelity gene : genes) {
      double steps = gene.maxSteps();
      boolean allowed = gene.cellsOff() == 0 && steps >= 0;
      counts[allowed ? (int) Math.min(steps * 10, ERROR_BINS - 2) : ERROR_BINS - 1]++;
    }
    return BarPicture.of(
        "Genes by their largest error in parts of the allowed error",
        "largest error in parts of the allowed error",
        "genes",
        edges,
        counts,
        ERROR_BINS - 1);
  }
}
