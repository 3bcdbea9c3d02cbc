package io.cellfolio.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs checks of payloads on several threads, the largest first. */
final class TaskRunner {
  private final ExportFiles files;
  private final RunCounts counts;
  private final Guard guard;
  private final ValidationOptions options;

  TaskRunner(ExportFiles files, RunCounts counts, Findings findings, ValidationOptions options) {
    this.files = files;
    this.counts = counts;
    this.guard = new Guard(findings);
    this.options = options;
  }

  /** Runs checks to their end. A check that fails is a finding. */
  void run(List<PayloadTask> unsorted) {
    if (unsorted.isEmpty()) {
      return;
    }
    List<PayloadTask> tasks = new ArrayList<>(unsorted);
    tasks.sort(new LargestFirst());
    Progress progress = new Progress(options.listener(), tasks);
    AtomicInteger next = new AtomicInteger();
    int threads = Math.min(options.threads(), tasks.size());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(() -> work(tasks, next, progress)));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (InterruptedException e) {
      guard.report("payloads", "", e);
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      guard.report("payloads", "", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void work(List<PayloadTask> tasks, AtomicInteger next, Progress progress) {
    try (Workbench bench = new Workbench(files, counts)) {
      int i = next.getAndIncrement();
      while (i < tasks.size() && !Thread.currentThread().isInterrupted()) {
        PayloadTask task = tasks.get(i);
        Payload first = task.payloads().get(0);
        guard.run(
            first.what(),
            first.path(),
            false,
            () -> {
              task.run(bench);
              bench.clear();
              return true;
            });
        progress.add(task);
        i = next.getAndIncrement();
      }
    } catch (IOException e) {
      guard.report("payloads", "", e);
    }
  }

  /** An order of payloads by what there is to read. */
  private static final class LargestFirst implements Comparator<PayloadTask> {
    @Override
    public int compare(PayloadTask a, PayloadTask b) {
      return Long.compare(b.bytes(), a.bytes());
    }
  }

  /** Adds up what is done and says so now and then. */
  private static final class Progress {
    private static final long PAUSE_NANOS = 50_000_000L;

    private final ValidationListener listener;
    private final long totalFiles;
    private final long totalBytes;
    private long files;
    private long bytes;
    private long last = System.nanoTime();

    Progress(ValidationListener listener, List<PayloadTask> tasks) {
      this.listener = listener;
      long allFiles = 0;
      long allBytes = 0;
      for (PayloadTask task : tasks) {
        allFiles += task.payloads().size();
        allBytes += task.bytes();
      }
      this.totalFiles = allFiles;
      this.totalBytes = allBytes;
    }

    synchronized void add(PayloadTask task) {
      files += task.payloads().size();
      bytes += task.bytes();
      long now = System.nanoTime();
      if (now - last > PAUSE_NANOS || files == totalFiles) {
        last = now;
        listener.progressed(files, totalFiles, bytes, totalBytes);
      }
    }
  }
}
