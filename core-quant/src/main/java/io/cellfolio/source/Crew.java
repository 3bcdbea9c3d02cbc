package io.cellfolio.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that each do one part of the same job. The first that fails stops the others.
 *
 * <p>The thread that asks for several parts does none of them, but waits: an interrupt, which would
 * close a file that it was reading together with the others, reaches nobody who reads.
 */
public final class Crew {
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Crew() {}

  /** What is done. */
  @FunctionalInterface
  public interface Job {
    /**
     * Does one part, or works until nothing is left of what all parts share.
     *
     * @param part number of the part, from 0
     * @param crew to be asked between steps whether to go on
     * @throws IOException when the part cannot be done; stops the other ones, as every other
     *     exception does
     */
    void work(int part, Crew crew) throws IOException;
  }

  /**
   * Whether nothing speaks against another step.
   *
   * @return false as soon as a part has failed, or the thread that waits was interrupted
   */
  public boolean goesOn() {
    return failure.get() == null;
  }

  /**
   * Does all parts of a job at the same time and returns when every part has ended, whatever
   * happens: each in a daemon thread of its own, or in the caller's if there is but one.
   *
   * @param name how the threads are called, before their numbers
   * @param parts number of parts, at least 0
   * @param job what is done
   * @throws InterruptedIOException when the calling thread is interrupted while it waits; it still
   *     is interrupted afterwards
   * @throws IOException the first failure; one that is no {@code IOException} is thrown as it is
   */
  public static void run(String name, int parts, Job job) throws IOException {
    Crew crew = new Crew();
    if (parts == 1) {
      job.work(0, crew);
      return;
    }
    List<Thread> members = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int part = i;
      Thread member = new Thread(() -> crew.attempt(part, job), name + "-" + (i + 1));
      member.setDaemon(true);
      members.add(member);
      member.start();
    }
    for (Thread member : members) {
      crew.join(member);
    }
    crew.rethrow();
  }

  private void attempt(int part, Job job) {
    try {
      job.work(part, this);
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
