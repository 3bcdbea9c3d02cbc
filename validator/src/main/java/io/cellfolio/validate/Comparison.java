package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import io.cellfolio.quant.Arithmetic;
import io.cellfolio.source.CellSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the parts of a comparison share. */
final class Comparison {
  private final ExportFiles files;
  private final Dataset dataset;
  private final boolean layoutShows;
  private final PayloadOpener opener;
  private final Findings findings;
  private final RunCounts counts;
  private final ValidationOptions options;
  private final CellSource source;
  private final List<FieldFidelity> fields = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();

  Comparison(
      ExportFiles files,
      Structure structure,
      PayloadOpener opener,
      RunCounts counts,
      ValidationOptions options,
      CellSource source) {
    this.files = files;
    this.dataset = structure.dataset();
    this.layoutShows = structure.layout().isPresent();
    this.opener = opener;
    this.findings = opener.findings();
    this.counts = counts;
    this.options = options;
    this.source = source;
  }

  Dataset dataset() {
    return dataset;
  }

  Findings findings() {
    return findings;
  }

  ValidationOptions options() {
    return options;
  }

  CellSource source() {
    return source;
  }

  int nCells() {
    return source.nCells();
  }

  Arithmetic arithmetic() {
    return dataset.terms().layout().equals(Layout.keyed())
        ? Arithmetic.keyed()
        : Arithmetic.indexed();
  }

  /** The arithmetic that embeddings may follow: that of the layout, or any where none shows. */
  List<Arithmetic> arithmetics() {
    return layoutShows ? List.of(arithmetic()) : List.of(Arithmetic.keyed(), Arithmetic.indexed());
  }

  /** A reader for one thread. */
  ExportReader reader() {
    return new ExportReader(files, opener, counts);
  }

  synchronized void add(FieldFidelity field) {
    fields.add(field);
  }

  /** What was compared, in the order of the comparison. */
  synchronized List<FieldFidelity> fields() {
    return List.copyOf(fields);
  }

  /** Reports a field that differs from its source; exchanged cells are kept for later. */
  synchronized void report(Payload payload, ValueDiagnosis diagnosis, String expected) {
    if (diagnosis.cells().length > 0) {
      exchanges.add(new Exchange(payload.path(), diagnosis.cells()));
    } else {
      findings.add(diagnosis.rule(), payload.path(), Place.whole(), expected, diagnosis.found());
    }
  }

  /**
   * Cells that hold each other's values.
   *
   * @param path of the payload
   * @param cells the cells
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Exchange(String path, int[] cells) {
    boolean within(Exchange other) {
      return Arrays.stream(cells).allMatch(c -> Arrays.binarySearch(other.cells, c) >= 0);
    }
  }

  /** Reports exchanged cells, once for all payloads in which they are the same. */
  synchronized void reportExchanges() {
    List<Exchange> left = new ArrayList<>(exchanges);
    left.sort(
        Comparator.comparingInt((Exchange exchange) -> -exchange.cells().length)
            .thenComparing(Exchange::path));
    while (!left.isEmpty()) {
      Exchange widest = left.get(0);
      List<Exchange> same = left.stream().filter(exchange -> exchange.within(widest)).toList();
      left.removeAll(same);
      findings.add(
          Rule.SOURCE_CELL_ORDER,
          same.size() == 1 ? widest.path() : "",
          Place.whole(),
          "cells in the order of the source",
          "%s in another order in %s (%s%s): cells %s"
              .formatted(
                  Shown.count(widest.cells().length, "cell"),
                  Shown.count(same.size(), "payload"),
                  widest.path(),
                  same.size() == 1 ? "" : " and others",
                  ValueDiagnosis.shown(widest.cells())));
    }
  }
}
