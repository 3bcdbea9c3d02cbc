package io.cellfolio.export;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The export was refused before anything was written; carries every reason that was found. */
public final class ExportRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Refuses for the given reasons.
   *
   * @param problems one or more
   */
  public ExportRefusedException(List<Problem> problems) {
    super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  static ExportRefusedException because(Problem problem) {
    return new ExportRefusedException(List.of(problem));
  }

  /**
   * The reasons.
   *
   * @return one or more, in the order of discovery
   */
  public List<Problem> problems() {
    return problems;
  }
}
