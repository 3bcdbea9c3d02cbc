package io.cellfolio.validate;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Measures all payloads of an export on several threads. */
final class PayloadSurvey {
  private final DatasetDirectory directory;
  private final List<DeclaredPayload> payloads;
  private final AtomicReferenceArray<PayloadMeasure> measures;
  private final AtomicReferenceArray<IOException> failures;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean failed;

  private PayloadSurvey(DatasetDirectory directory, List<DeclaredPayload> payloads) {
    this.directory = directory;
    this.payloads = payloads;
    this.measures = new AtomicReferenceArray<>(payloads.size());
    this.failures = new AtomicReferenceArray<>(payloads.size());
  }

  /**
   * Measures payloads.
   *
   * @return a measure for each, in the given order
   * @throws IOException of the first payload in that order that is damaged; the same for any number
   *     of threads, because payloads are taken in order and those taken are finished
   */
  static List<PayloadMeasure> measure(
      DatasetDirectory directory, List<DeclaredPayload> payloads, int threads) throws IOException {
    PayloadSurvey survey = new PayloadSurvey(directory, payloads);
    survey.run(Math.min(threads, Math.max(1, payloads.size())));
    return survey.result();
  }

  private void run(int threads) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(this::work));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading payloads");
    } finally {
      workers.shutdownNow();
    }
  }

  private void work() {
    try (PayloadReader reader = new PayloadReader(directory)) {
      while (!failed && !Thread.currentThread().isInterrupted()) {
        int i = next.getAndIncrement();
        if (i >= payloads.size()) {
          return;
        }
        try {
          measures.set(i, reader.measure(payloads.get(i)));
        } catch (IOException e) {
          failures.set(i, e);
          failed = true;
        }
      }
    }
  }

  private List<PayloadMeasure> result() throws IOException {
    List<PayloadMeasure> result = new ArrayList<>(payloads.size());
    for (int i = 0; i < payloads.size(); i++) {
      if (failures.get(i) != null) {
        throw failures.get(i);
      }
      result.add(measures.get(i));
    }
    return result;
  }
}
