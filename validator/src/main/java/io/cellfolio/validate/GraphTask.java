package io.cellfolio.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the edges of the neighbor graph.
 *
 * <p>Normative text: {@code docs/format/reader.md}, V76, NK8, NK9; {@code connectivity.md}.
 */
final class GraphTask implements PayloadTask {
  private static final int DEGREES_AT_ONCE = 1 << 23;
  private static final int EDGES_AT_ONCE = Workbench.CHUNK_BYTES / Double.BYTES;

  private final PayloadOpener opener;
  private final Findings findings;
  private final LayoutTerms terms;
  private final Dataset.GraphPart part;
  private final long nCells;
  private final List<Payload> payloads = new ArrayList<>();

  private long lastCell;
  private long previousSource = -1;
  private long previousDestination = -1;
  private long badEnds;
  private long firstBadEnds;
  private String shownEnds = "";
  private long disorder;
  private long firstDisorder;
  private String shownDisorder = "";
  private long badWeights;
  private long firstBadWeight;
  private double shownWeight;

  GraphTask(PayloadOpener opener, LayoutTerms terms, Dataset.GraphPart part, long nCells) {
    this.opener = opener;
    this.findings = opener.findings();
    this.terms = terms;
    this.part = part;
    this.nCells = nCells;
    payloads.add(part.sources());
    payloads.add(part.destinations());
    part.weights().ifPresent(payloads::add);
  }

  @Override
  public List<Payload> payloads() {
    return payloads;
  }

  @Override
  public void run(Workbench bench) throws IOException {
    long greatest = 0;
    // Only cells with an edge are counted, whatever number of cells the documents claim.
    for (long from = 0; from == 0 || (from <= lastCell && badEnds == 0); from += DEGREES_AT_ONCE) {
      int[] degrees = new int[(int) Math.min(DEGREES_AT_ONCE, Math.max(1, nCells - from))];
      if (!pass(bench, degrees, from)) {
        return;
      }
      for (int degree : degrees) {
        greatest = Math.max(greatest, degree);
      }
    }
    judge(greatest);
  }

  /** Reads all edges and counts the degrees of some cells; the first pass also checks them. */
  private boolean pass(Workbench bench, int[] degrees, long from) throws IOException {
    List<Payload> open = new ArrayList<>();
    for (Payload payload : payloads) {
      if (opener.open(bench.input(open.size()), payload)) {
        open.add(payload);
      }
    }
    if (open.size() < payloads.size()) {
      for (int i = 0; i < open.size(); i++) {
        opener.drain(bench.input(i), open.get(i), bench.buffer(i));
      }
      return false;
    }
    long edges = part.sources().elements();
    for (long edge = 0; edge < edges; edge += EDGES_AT_ONCE) {
      int n = (int) Math.min(EDGES_AT_ONCE, edges - edge);
      if (!read(bench, n)) {
        return false;
      }
      look(bench, n, edge, degrees, from);
    }
    return finish(bench);
  }

  private boolean read(Workbench bench, int n) {
    for (int i = 0; i < payloads.size(); i++) {
      Payload payload = payloads.get(i);
      try {
        bench.input(i).read(bench.buffer(i), n * payload.type().bytes());
      } catch (PayloadFault e) {
        opener.report(payload, e);
        return drainOthers(bench, i);
      } catch (IOException e) {
        opener.report(payload, e);
        return drainOthers(bench, i);
      }
    }
    return true;
  }

  private boolean drainOthers(Workbench bench, int damaged) {
    for (int i = 0; i < payloads.size(); i++) {
      if (i != damaged && opener.open(bench.input(i), payloads.get(i))) {
        opener.drain(bench.input(i), payloads.get(i), bench.buffer(i));
      }
    }
    return false;
  }

  private boolean finish(Workbench bench) {
    boolean intact = true;
    for (int i = 0; i < payloads.size(); i++) {
      try {
        opener.finish(bench.input(i), payloads.get(i));
      } catch (PayloadFault e) {
        opener.report(payloads.get(i), e);
        intact = false;
      } catch (IOException e) {
        opener.report(payloads.get(i), e);
        intact = false;
      }
    }
    return intact;
  }

  private void look(Workbench bench, int n, long before, int[] degrees, long from) {
    byte[] sources = bench.buffer(0);
    byte[] destinations = bench.buffer(1);
    int width = part.sources().type().bytes();
    boolean first = from == 0;
    for (int i = 0; i < n; i++) {
      long source = Elements.unsigned(sources, i * width, width);
      long destination = Elements.unsigned(destinations, i * width, width);
      if (first) {
        check(source, destination, before + i);
      }
      count(degrees, source - from);
      count(degrees, destination - from);
    }
    if (first && part.weights().isPresent()) {
      byte[] weights = bench.buffer(2);
      for (int i = 0; i < n; i++) {
        double weight = Elements.f64(weights, i * Double.BYTES);
        if (!(weight > 0 && weight <= Double.MAX_VALUE) && badWeights++ == 0) {
          firstBadWeight = before + i;
          shownWeight = weight;
        }
      }
    }
  }

  private static void count(int[] degrees, long cell) {
    if (cell >= 0 && cell < degrees.length) {
      degrees[(int) cell]++;
    }
  }

  private void check(long source, long destination, long edge) {
    lastCell = Math.max(lastCell, destination);
    if ((source >= destination || destination >= nCells) && badEnds++ == 0) {
      firstBadEnds = edge;
      shownEnds = source + "-" + destination;
    }
    boolean ascending =
        source > previousSource || (source == previousSource && destination > previousDestination);
    if (!ascending && disorder++ == 0) {
      firstDisorder = edge;
      shownDisorder =
          "%d-%d after %d-%d".formatted(source, destination, previousSource, previousDestination);
    }
    previousSource = source;
    previousDestination = destination;
  }

  private void judge(long greatest) {
    if (!findings.holds(Rule.EDGE_ENDS, badEnds == 0)) {
      add(
          Rule.EDGE_ENDS,
          part.sources(),
          firstBadEnds,
          "two different cells below %d, the smaller first".formatted(nCells),
          "%s, in all %s".formatted(shownEnds, Shown.count(badEnds, "such edge")));
    }
    if (!findings.holds(Rule.EDGE_ORDER, disorder == 0)) {
      add(
          Rule.EDGE_ORDER,
          part.sources(),
          firstDisorder,
          "ascending edges without repetition",
          "%s, in all %s".formatted(shownDisorder, Shown.count(disorder, "such place")));
    }
    if (part.weights().isPresent() && !findings.holds(Rule.EDGE_WEIGHT, badWeights == 0)) {
      add(
          Rule.EDGE_WEIGHT,
          part.weights().get(),
          firstBadWeight,
          "a finite weight above 0",
          "%s, in all %s"
              .formatted(Shown.number(shownWeight), Shown.count(badWeights, "such weight")));
    }
    if (badEnds == 0 && disorder == 0 && part.model().maxNeighbors().isPresent()) {
      judgeDegree(greatest, part.model().maxNeighbors().getAsLong());
    }
  }

  private void judgeDegree(long greatest, long recorded) {
    boolean loops = recorded > greatest && terms.has(Rule.EDGE_SELF_LOOPS);
    findings.require(
        loops ? Rule.EDGE_SELF_LOOPS : Rule.EDGE_DEGREE,
        recorded == greatest,
        part.model().at().member("max_neighbors").orElseThrow(),
        greatest + ", the largest number of edges of one cell");
  }

  private void add(Rule rule, Payload payload, long element, String expected, String found) {
    findings.add(
        rule, payload.path(), Place.byteOffset(element * payload.type().bytes()), expected, found);
  }
}
