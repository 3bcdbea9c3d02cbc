package io.cellfolio.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects problems and notices, so that planning tells all of them at once. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();

  void add(Problem problem) {
    problems.add(problem);
  }

  void addIfAny(Optional<Problem> problem) {
    if (problem.isPresent()) {
      add(problem.get());
    }
  }

  synchronized void add(Notice notice) {
    notices.add(notice);
  }

  /** Adds all of the others, in their order. */
  void addAll(Findings others) {
    problems.addAll(others.problems);
    for (Notice notice : others.notices()) {
      add(notice);
    }
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  synchronized List<Notice> notices() {
    return List.copyOf(notices);
  }

  void refuseIfAny() throws ExportRefusedException {
    if (hasProblems()) {
      throw new ExportRefusedException(problems);
    }
  }
}
