package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import java.util.Optional;

/** Checks the values of a continuous field or gene. */
final class ValuesTask extends SoloTask {
  private final LayoutTerms terms;
  private final Optional<Bounds> bounds;
  private final CodeScan codes;
  private final SingleScan singles;

  ValuesTask(PayloadOpener opener, LayoutTerms terms, Dataset.ValuesPart part) {
    super(opener, part.payload());
    this.terms = terms;
    this.bounds = part.field().bounds();
    this.codes = new CodeScan(payload.type());
    this.singles = new SingleScan();
  }

  @Override
  void look(byte[] bytes, int length, long before) {
    if (payload.type().coded()) {
      codes.look(bytes, length, input());
    } else {
      singles.look(bytes, length, before);
    }
  }

  @Override
  void judge(Findings findings) {
    if (payload.elements() == 0) {
      return;
    }
    long missing = payload.type().coded() ? codes.missing() : singles.missing();
    boolean none = payload.type().coded() ? missing == payload.elements() : singles.finite() == 0;
    if (!findings.holds(Rule.VALUES_ALL_MISSING, !none)) {
      add(findings, Rule.VALUES_ALL_MISSING, "at least one value", "none in " + cells());
    } else if (!findings.holds(Rule.VALUES_MISSING, missing == 0)) {
      add(
          findings,
          Rule.VALUES_MISSING,
          "a value for each cell",
          "none for %s of %s".formatted(Shown.count(missing), cells()));
    }
    if (payload.type().coded()) {
      if (!none) {
        judgeCodes(findings);
      }
    } else {
      judgeInfinities(findings);
    }
  }

  private void judgeCodes(Findings findings) {
    boolean constant = bounds.isPresent() && bounds.get().min() == bounds.get().max();
    boolean oneCode = codes.least() == codes.greatest();
    if (!findings.holds(Rule.CONSTANT_CODES, codes.greatest() == 0 || !(constant || oneCode))) {
      add(
          findings,
          Rule.CONSTANT_CODES,
          "the code 0 in every cell with a value, because all values are equal",
          "codes up to " + codes.greatest());
    } else if (terms.has(Rule.CODE_EXTREMES) && !constant && bounds.isPresent()) {
      int most = payload.type().maxCode();
      if (!findings.holds(Rule.CODE_EXTREMES, codes.least() == 0 && codes.greatest() == most)) {
        add(
            findings,
            Rule.CODE_EXTREMES,
            "codes from 0 to " + most,
            "codes from %d to %d".formatted(codes.least(), codes.greatest()));
      }
    }
  }

  private void judgeInfinities(Findings findings) {
    Rule rule = terms.has(Rule.VALUE_INFINITE) ? Rule.VALUE_INFINITE : Rule.VALUE_INFINITE_KEYED;
    if (!findings.holds(rule, singles.infinite() == 0)) {
      findings.add(
          rule,
          payload.path(),
          Place.byteOffset(singles.firstInfinite()),
          "no infinity",
          "one in %s of %s".formatted(Shown.count(singles.infinite()), cells()));
    }
  }

  private String cells() {
    return Shown.count(payload.elements(), "cell");
  }

  private void add(Findings findings, Rule rule, String expected, String found) {
    findings.add(rule, payload.path(), Place.whole(), expected, found);
  }
}
