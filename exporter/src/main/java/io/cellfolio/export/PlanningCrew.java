package io.cellfolio.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Threads that do independent pieces of work ahead of the one that asks for their results. Whoever
 * asks for a result that nobody has begun makes it himself, so that a crew of one works in the
 * order of asking.
 */
final class PlanningCrew implements AutoCloseable {
  private final ExecutorService helpers;
  private final List<FutureTask<?>> begun = new ArrayList<>();

  private PlanningCrew(ExecutorService helpers) {
    this.helpers = helpers;
  }

  /** A crew of so many threads, the asking one among them. */
  static PlanningCrew of(int threads) {
    return new PlanningCrew(
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1,
                task -> {
                  Thread thread = new Thread(task, "cellfolio-plan");
                  thread.setDaemon(true);
                  return thread;
                }));
  }

  /** Has a result made. */
  <T> FutureTask<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    begun.add(task);
    if (helpers != null) {
      helpers.execute(task);
    }
    return task;
  }

  /** The result, or what stopped its making. */
  static <T> T resultOf(FutureTask<T> task) throws IOException {
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the export was interrupted; nothing was published", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }

  /** Waits for work that has begun; the rest is not done any more. */
  @Override
  public void close() throws IOException {
    if (helpers == null) {
      return;
    }
    // An interrupt would close the file that the work reads.
    for (FutureTask<?> task : begun) {
      task.cancel(false);
    }
    helpers.shutdown();
    try {
      if (!helpers.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IOException("a planning thread did not end within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
