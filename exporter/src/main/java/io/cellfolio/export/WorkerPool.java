package io.cellfolio.export;

import io.cellfolio.format.Compression;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A fixed number of threads, each with its own buffers. The first failure stops all work. */
final class WorkerPool implements AutoCloseable {

  /** A piece of work. */
  interface Task {
    void run(Worker worker) throws IOException;
  }

  /** What one thread owns. */
  static final class Worker {
    private final Compression compression;
    private final boolean measuring;
    private final PayloadWriter writer;
    private PayloadWriter second;
    private byte[] raw = new byte[0];

    private Worker(Compression compression, boolean measuring) {
      this.compression = compression;
      this.measuring = measuring;
      this.writer = new PayloadWriter(compression, measuring);
    }

    PayloadWriter writer() {
      return writer;
    }

    /** A writer for a file that is written at the same time as another one. */
    PayloadWriter secondWriter() {
      if (second == null) {
        second = new PayloadWriter(compression, measuring);
      }
      return second;
    }

    private void close() throws IOException {
      writer.close();
      if (second != null) {
        second.close();
      }
    }

    /** A buffer of at least the given length with any content; the same one on every call. */
    byte[] raw(long length) {
      int needed = Math.toIntExact(length);
      if (raw.length < needed) {
        raw = new byte[needed];
      }
      return raw;
    }
  }

  private final int threads;
  private final ExecutorService executor;
  private final ThreadLocal<Worker> workers;
  private final List<Worker> all = new CopyOnWriteArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  WorkerPool(int threads, Compression compression) {
    this(threads, compression, false);
  }

  /** A pool whose workers write no files, but tell how long these would be. */
  static WorkerPool measuring(int threads, Compression compression) {
    return new WorkerPool(threads, compression, true);
  }

  private WorkerPool(int threads, Compression compression, boolean measuring) {
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "cellfolio-export-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers =
        ThreadLocal.withInitial(
            () -> {
              Worker worker = new Worker(compression, measuring);
              all.add(worker);
              return worker;
            });
  }

  /** Tasks that are awaited together. */
  final class Batch {
    private final Object monitor = new Object();
    private int open;

    void submit(Task task) {
      synchronized (monitor) {
        open++;
      }
      executor.execute(
          () -> {
            try {
              if (failure.get() == null) {
                task.run(workers.get());
              }
            } catch (Throwable e) {
              failure.compareAndSet(null, e);
            } finally {
              synchronized (monitor) {
                open--;
                monitor.notifyAll();
              }
            }
          });
    }

    /** Waits for every task; throws the pool's first failure. */
    void await() throws IOException {
      synchronized (monitor) {
        while (open > 0) {
          try {
            monitor.wait();
          } catch (InterruptedException e) {
            failure.compareAndSet(null, e);
            Thread.currentThread().interrupt();
            break;
          }
        }
      }
      rethrow();
    }
  }

  int threads() {
    return threads;
  }

  /** Whether nothing has failed, for long tasks to ask between steps. */
  boolean goesOn() {
    return failure.get() == null;
  }

  /** Throws the first failure, if there was one. */
  void rethrow() throws IOException {
    Throwable first = failure.get();
    if (first instanceof InterruptedException) {
      throw new IOException("the export was interrupted; nothing was published", first);
    }
    if (first instanceof IOException io) {
      throw io;
    }
    if (first instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (first instanceof Error error) {
      throw error;
    }
  }

  Batch batch() {
    return new Batch();
  }

  @Override
  public void close() throws IOException {
    failure.compareAndSet(null, new IOException("the export has ended"));
    executor.shutdown();
    try {
      if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IOException("a worker thread did not end within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      executor.shutdownNow();
    }
    for (Worker worker : all) {
      worker.close();
    }
  }
}
