package io.cellfolio.h5ad;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Several threads at the same job. The first that fails stops the others. */
final class Crew {
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Crew() {}

  /** What each thread does. */
  interface Job {
    /**
     * Works until nothing is left.
     *
     * @param crew to be asked between steps whether to go on
     */
    void work(Crew crew) throws IOException;
  }

  /** Whether nothing speaks against another step. */
  boolean goesOn() {
    return failure.get() == null;
  }

  /**
   * Lets threads work and waits for all of them.
   *
   * @throws IOException the first failure, as all other exceptions
   */
  static void run(int threads, Job job) throws IOException {
    Crew crew = new Crew();
    if (threads == 1) {
      job.work(crew);
      return;
    }
    List<Thread> members = new ArrayList<>();
    for (int i = 1; i <= threads; i++) {
      Thread member = new Thread(() -> crew.attempt(job), "cellfolio-read-" + i);
      member.setDaemon(true);
      members.add(member);
      member.start();
    }
    for (Thread member : members) {
      crew.join(member);
    }
    crew.rethrow();
  }

  private void attempt(Job job) {
    try {
      job.work(this);
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Waits even when interrupted, because the job's files are open; the job is told to stop. */
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
