package io.cellfolio.validate;

/**
 * Something that is wrong with the text of a document.
 *
 * @param kind what it is
 * @param offset bytes before it
 * @param expected what should be there
 * @param found what is there
 */
record JsonProblem(Kind kind, long offset, String expected, String found) {

  /** What can be wrong. */
  enum Kind {
    SYNTAX,
    NUMBER_TOKEN,
    ENCODING,
    REPEATED_NAME,
    LIMIT
  }

  /** Ends the reading of a document. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonProblem problem;

    Stop(JsonProblem problem) {
      super(problem.toString(), null, false, false);
      this.problem = problem;
    }

    JsonProblem problem() {
      return problem;
    }
  }
}
