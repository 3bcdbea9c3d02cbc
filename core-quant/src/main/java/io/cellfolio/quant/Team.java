package io.cellfolio.quant;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that each do one part of the same work. The first failure stops the others. */
final class Team {
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Team() {}

  /** What is done. */
  interface Work {
    /**
     * Does one part.
     *
     * @param part its number, from 0
     * @param team to be asked between steps whether to go on
     */
    void run(int part, Team team) throws IOException;
  }

  boolean goesOn() {
    return failure.get() == null;
  }

  /**
   * Does all parts, each in a thread of its own, the first in the caller's.
   *
   * @throws IOException the first failure, as all other exceptions
   */
  static void run(int parts, Work work) throws IOException {
    Team team = new Team();
    List<Thread> members = new ArrayList<>();
    for (int i = 1; i < parts; i++) {
      int part = i;
      Thread member = new Thread(() -> team.attempt(part, work), "cellfolio-graph-" + i);
      member.setDaemon(true);
      members.add(member);
      member.start();
    }
    if (parts > 0) {
      team.attempt(0, work);
    }
    for (Thread member : members) {
      team.join(member);
    }
    team.rethrow();
  }

  private void attempt(int part, Work work) {
    try {
      work.run(part, this);
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Waits even when interrupted, because the others still use what they share. */
  private void join(Thread member) {
    boolean interrupted = false;
    while (member.isAlive()) {
      try {
        member.join();
      } catch (InterruptedException e) {
        interrupted = true;
        failure.compareAndSet(null, new InterruptedIOException("reading was interrupted"));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() throws IOException {
    Throwable first = failure.get();
    if (first instanceof IOException e) {
      throw e;
    }
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first instanceof Error e) {
      throw e;
    }
  }
}
