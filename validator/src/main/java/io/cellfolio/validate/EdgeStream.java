package io.cellfolio.validate;

import java.io.IOException;

/** The edges of an export one after the other, in a fixed amount of memory. Used by one thread. */
final class EdgeStream {
  private final PayloadOpener opener;
  private final Column sources;
  private final Column destinations;
  private final Column weights;
  private final long nEdges;
  private long edge = -1;
  private boolean failed;

  EdgeStream(Dataset.GraphPart part, PayloadOpener opener, Workbench bench) {
    this.opener = opener;
    this.nEdges = part.sources().elements();
    this.sources = new Column(part.sources(), bench, 0);
    this.destinations = new Column(part.destinations(), bench, 1);
    this.weights = part.weights().map(payload -> new Column(payload, bench, 2)).orElse(null);
  }

  /** One payload, a piece at a time. */
  private static final class Column {
    private final Payload payload;
    private final PayloadInput input;
    private final byte[] buffer;
    private final int width;
    private int at;
    private int end;

    Column(Payload payload, Workbench bench, int number) {
      this.payload = payload;
      this.input = bench.input(number);
      this.buffer = bench.buffer(number);
      this.width = payload.type().bytes();
    }

    void next(boolean first) throws IOException, PayloadFault {
      if (first) {
        input.open(payload);
      }
      at += width;
      if (first || at == end) {
        end = input.read(buffer, buffer.length);
        at = 0;
      }
    }
  }

  /** Goes to the next edge; false behind the last, and where there is damage, which is reported. */
  boolean next() {
    edge++;
    return edge < nEdges && next(sources) && next(destinations) && next(weights);
  }

  private boolean next(Column column) {
    if (column == null) {
      return true;
    }
    try {
      column.next(edge == 0);
      return true;
    } catch (PayloadFault e) {
      opener.report(column.payload, e);
    } catch (IOException e) {
      opener.report(column.payload, e);
    }
    failed = true;
    return false;
  }

  /** Whether damage ended the edges. */
  boolean failed() {
    return failed;
  }

  boolean weighted() {
    return weights != null;
  }

  /** The lower cell; beyond {@code int} negative. */
  int source() {
    return (int) Elements.unsigned(sources.buffer, sources.at, sources.width);
  }

  /** The higher cell; beyond {@code int} negative. */
  int destination() {
    return (int) Elements.unsigned(destinations.buffer, destinations.at, destinations.width);
  }

  double weight() {
    return Elements.f64(weights.buffer, weights.at);
  }
}
