package io.cellfolio.h5ad;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Damages files and reads them whole, for a time. Arguments: seed, seconds, a directory to work in,
 * files. Prints one line for each run that ended in anything but a refusal or success, having kept
 * the damaged file, and a summary; exits with 1 when there was such a run.
 */
final class Fuzzer {
  private static final long MOST_SECONDS = 10;
  private static final int MOST_PATIENCE = 12;
  private static final int SUPERBLOCK_END_OF_FILE = 40;
  private static final long[] EXTREMES = {
    0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 0xffffffffL, 1L << 32, 1L << 40
  };

  private final Random random;
  private final Path directory;
  private final List<byte[]> originals = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final TreeMap<String, Integer> outcomes = new TreeMap<>();
  private ExecutorService reader = worker();
  private int failures;
  private long slowest;

  private Fuzzer(long seed, Path directory) {
    this.random = new Random(seed);
    this.directory = directory;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Fuzzer fuzzer = new Fuzzer(Long.parseLong(arguments[0]), Path.of(arguments[2]));
    for (String file : Arrays.asList(arguments).subList(3, arguments.length)) {
      fuzzer.originals.add(Files.readAllBytes(Path.of(file)));
      fuzzer.names.add(Path.of(file).getFileName().toString());
    }
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    int runs = fuzzer.run(Long.parseLong(arguments[1]) * 1_000_000_000L);
    fuzzer.reader.shutdown();
    if (!fuzzer.reader.awaitTermination(MOST_SECONDS, TimeUnit.SECONDS)) {
      fuzzer.failures++;
    }
    // A reader that was shut down may need a moment to end its thread.
    Thread.sleep(200);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && !thread.isDaemon()) {
        System.out.println("a thread was left behind: " + thread);
        fuzzer.failures++;
      }
    }
    System.out.printf(
        "seed %s: %d runs of %d files, %s, slowest %d ms, %d failures%n",
        arguments[0],
        runs,
        fuzzer.originals.size(),
        fuzzer.outcomes,
        fuzzer.slowest / 1_000_000,
        fuzzer.failures);
    System.exit(fuzzer.failures == 0 ? 0 : 1);
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor();
  }

  private int run(long nanoseconds) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int runs = 0;
    while (System.nanoTime() - start < nanoseconds && failures < 20) {
      int original = random.nextInt(originals.size());
      byte[] damaged = damaged(originals.get(original));
      Path file = Files.write(directory.resolve("damaged.h5ad"), damaged);
      long begin = System.nanoTime();
      String outcome = outcome(file);
      slowest = Math.max(slowest, System.nanoTime() - begin);
      if (outcome.startsWith("!")) {
        failures++;
        Path kept = directory.resolve("failure-" + runs + "-" + names.get(original));
        Files.write(kept, damaged);
        System.out.println(kept + ": " + outcome);
      }
      outcomes.merge(outcome.startsWith("!") ? "failed" : outcome, 1, Integer::sum);
      runs++;
    }
    return runs;
  }

  /** {@code read}, {@code refused}, or what went wrong after an exclamation mark. */
  private String outcome(Path file) throws InterruptedException {
    Work work = new Work(file);
    Future<String> reading = reader.submit(work);
    try {
      String refusals = patiently(reading, work);
      return refusals.contains("fit into the Java heap")
          ? "!out of memory: " + refusals
          : refusals.isEmpty() ? "read" : "refused";
    } catch (ExecutionException e) {
      StackTraceElement[] trace = e.getCause().getStackTrace();
      return "!"
          + e.getCause()
          + " "
          + (trace.length == 0 ? "" : List.of(trace).subList(0, Math.min(6, trace.length)));
    } catch (TimeoutException e) {
      reading.cancel(true);
      reader.shutdownNow();
      reader = worker();
      return "!longer than " + MOST_SECONDS + " s";
    }
  }

  /** One reading, and how much its thread has worked for it. */
  private static final class Work implements Callable<String> {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final Path file;
    private volatile long thread;
    private volatile long begun = -1;

    Work(Path file) {
      this.file = file;
    }

    @Override
    public String call() throws IOException {
      thread = Thread.currentThread().getId();
      begun = THREADS.getThreadCpuTime(thread);
      return WholeReading.refusals(file);
    }

    long seconds() {
      return begun < 0 ? 0 : (THREADS.getThreadCpuTime(thread) - begun) / 1_000_000_000L;
    }
  }

  /** Waits until the reader has worked too long, or a busy machine does not let it work at all. */
  private static String patiently(Future<String> reading, Work work)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (int waited = 0; waited < MOST_PATIENCE && work.seconds() < MOST_SECONDS; waited++) {
      try {
        return reading.get(MOST_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        // How long the thread has worked decides.
        continue;
      }
    }
    throw new TimeoutException();
  }

  private byte[] damaged(byte[] original) {
    byte[] bytes = original.clone();
    int steps = 1 + random.nextInt(4);
    for (int step = 0; step < steps; step++) {
      bytes =
          switch (random.nextInt(10)) {
            case 0 -> truncated(bytes);
            case 1, 2 -> spliced(bytes);
            case 3, 4, 5 -> withExtreme(bytes);
            default -> flipped(bytes);
          };
    }
    return bytes;
  }

  /** Most of the structures that a reader trusts stand in the first part of a file. */
  private int place(int length) {
    int limit = random.nextInt(3) == 0 ? Math.min(8192, length) : length;
    return random.nextInt(Math.max(1, limit));
  }

  private byte[] flipped(byte[] bytes) {
    for (int i = 1 + random.nextInt(16); i > 0; i--) {
      int at = place(bytes.length);
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] truncated(byte[] bytes) {
    byte[] shorter = Arrays.copyOf(bytes, 64 + random.nextInt(Math.max(1, bytes.length - 64)));
    if (random.nextInt(4) != 0 && shorter.length >= SUPERBLOCK_END_OF_FILE + 8) {
      // Lets the damage pass the check of the file's length.
      little(shorter).putLong(SUPERBLOCK_END_OF_FILE, shorter.length);
    }
    return shorter;
  }

  private byte[] spliced(byte[] bytes) {
    byte[] other = originals.get(random.nextInt(originals.size()));
    int length = 1 + random.nextInt(Math.min(512, Math.min(bytes.length, other.length)));
    int from = random.nextInt(other.length - length + 1);
    int to = Math.min(place(bytes.length), bytes.length - length);
    System.arraycopy(other, from, bytes, to, length);
    return bytes;
  }

  private byte[] withExtreme(byte[] bytes) {
    if (bytes.length >= 8) {
      int at = Math.min(place(bytes.length) & ~3, bytes.length - 8);
      long value = EXTREMES[random.nextInt(EXTREMES.length)];
      if (random.nextBoolean()) {
        little(bytes).putLong(at, value);
      } else {
        little(bytes).putInt(at, (int) value);
      }
    }
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
