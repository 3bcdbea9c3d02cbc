package io.cellfolio.validate;

import com.google.protobuf.util.JsonFormat;
import com.sun.management.OperatingSystemMXBean;
import io.cellfolio.format.proto.ValidationReport;
import io.cellfolio.source.ArrayCellSource;
import io.cellfolio.source.CellSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Damages exports and validates them, for a time. Arguments: seed, seconds, a directory to work in,
 * and optionally the seed of the one run to repeat. Prints a line for each run that did not end as
 * it should, having kept the damaged export, and a summary; exits with 1 when there was such a run.
 */
final class Fuzzer {
  static final String SECRET = "what-lies-outside";

  private static final long MOST_SECONDS = 10;
  private static final int MOST_WAITING_SECONDS = 150;
  private static final int MOST_FAILURES = 10;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int THREAD_GRACE_MILLIS = 20_000;
  private static final int KINDS_OF_EXPORTS = Golden.values().length + 1;

  private final Path work;
  private final Path outside;
  private final Set<Thread> before;
  private final Map<Golden, Map<String, byte[]>> originals = new EnumMap<>(Golden.class);
  private final Map<Golden, ArrayCellSource> sources = new EnumMap<>(Golden.class);
  private final TreeMap<String, Integer> outcomes = new TreeMap<>();
  private ExecutorService runner = Executors.newSingleThreadExecutor();
  private int failures;
  private long slowest;

  /** What a run should not have done. */
  private static final class Misbehavior extends Exception {
    private static final long serialVersionUID = 1L;

    Misbehavior(String message) {
      super(message);
    }
  }

  private Fuzzer(Path work) throws IOException {
    this.work = Files.createDirectories(work);
    this.outside = Files.createDirectories(work.resolve("outside"));
    Files.writeString(outside.resolve("secret.json"), "{\"" + SECRET + "\": [1e999]}");
    for (Golden golden : Golden.values()) {
      originals.put(golden, golden.files());
      if (golden != Golden.KEYED_BARE && golden != Golden.INDEXED_BARE) {
        sources.put(golden, SourceData.of(Mutant.of(golden)).build());
      }
    }
    // The worker belongs to the fuzzer.
    runner.submit(() -> {});
    this.before = new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Fuzzer fuzzer = new Fuzzer(Path.of(arguments[2]));
    Random seeds = new Random(Long.parseLong(arguments[0]));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
    int runs = 0;
    if (arguments.length > 3) {
      fuzzer.run(Long.parseLong(arguments[3]));
      runs++;
    }
    while (arguments.length == 3 && System.nanoTime() < end && fuzzer.failures < MOST_FAILURES) {
      fuzzer.run(seeds.nextLong());
      runs++;
    }
    System.out.printf(
        "seed %s: %d runs, %s, slowest %d ms, %d failures%n",
        arguments[0], runs, fuzzer.outcomes, fuzzer.slowest / 1_000_000, fuzzer.failures);
    System.exit(fuzzer.failures == 0 ? 0 : 1);
  }

  private void run(long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    Path directory = work.resolve("damaged");
    int kind = random.nextInt(KINDS_OF_EXPORTS);
    List<String> steps = write(random, kind, directory);
    boolean compared = kind < Golden.values().length && random.nextInt(5) == 0;
    Optional<CellSource> source =
        compared ? Optional.ofNullable(sources.get(Golden.values()[kind])) : Optional.empty();
    Map<String, String> there = listing(directory);
    String outcome;
    long begin = System.nanoTime();
    try {
      outcome = outcome(random, directory, source);
      slowest = Math.max(slowest, System.nanoTime() - begin);
      if (!listing(directory).equals(there)) {
        throw new Misbehavior("the directory was written to");
      }
      checkThreads();
    } catch (Misbehavior e) {
      outcome = "failed";
      failures++;
      Path kept = work.resolve("failure-" + seed);
      Files.move(directory, kept);
      System.out.println(kept + ": " + e.getMessage() + " after " + steps);
    }
    outcomes.merge(outcome, 1, Integer::sum);
    if (Files.exists(directory)) {
      DiskDamage.delete(directory);
    }
  }

  private List<String> write(Random random, int kind, Path directory)
      throws IOException, InterruptedException {
    Map<String, byte[]> files = new TreeMap<>();
    if (kind < Golden.values().length) {
      files.putAll(originals.get(Golden.values()[kind]));
    } else {
      Mutant catalog = Mutant.of(Golden.KEYED_BARE);
      CatalogMutations.fill(catalog);
      files.putAll(catalog.files);
    }
    List<String> steps = new ArrayList<>();
    Damage damage = new Damage(random, files);
    for (int i = random.nextInt(5); i >= 0; i--) {
      steps.add(damage.strike());
    }
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = directory.resolve(file.getKey());
      // Damaged names may make a folder of what is a file already.
      if (!Files.exists(target) && !below(files, file.getKey())) {
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue());
      }
    }
    if (random.nextInt(8) == 0) {
      steps.add(new DiskDamage(random, directory, outside).strike());
    }
    return steps;
  }

  private static boolean below(Map<String, byte[]> files, String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (files.containsKey(path.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  private String outcome(Random random, Path directory, Optional<CellSource> source)
      throws InterruptedException, Misbehavior {
    Future<String> validation = runner.submit(() -> validate(random, directory, source));
    try {
      return finished(validation);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Misbehavior misbehavior) {
        throw misbehavior;
      }
      StackTraceElement[] trace = e.getCause().getStackTrace();
      throw new Misbehavior(
          e.getCause() + " " + List.of(trace).subList(0, Math.min(8, trace.length)));
    } catch (TimeoutException e) {
      // Nothing came of it in time.
      List<String> stack = new ArrayList<>();
      Thread.getAllStackTraces()
          .forEach(
              (thread, trace) -> {
                if (thread.getName().startsWith("pool-") && trace.length > 0) {
                  stack.add(List.of(trace).subList(0, Math.min(10, trace.length)).toString());
                }
              });
      validation.cancel(true);
      runner.shutdownNow();
      runner = Executors.newSingleThreadExecutor();
      runner.submit(() -> before.add(Thread.currentThread()));
      throw new Misbehavior(
          "more than " + MOST_SECONDS + " s of processor time, or stuck, at " + stack);
    }
  }

  /**
   * Waits for ten seconds of this process's own time: on a busy machine it may get little of each
   * second. What waits for something that never comes is given up after minutes.
   */
  private static String finished(Future<String> validation)
      throws InterruptedException, ExecutionException, TimeoutException {
    long begin = PROCESS.getProcessCpuTime();
    for (int waited = 0; ; waited++) {
      try {
        return validation.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        long used = PROCESS.getProcessCpuTime() - begin;
        if (used > TimeUnit.SECONDS.toNanos(MOST_SECONDS) || waited > MOST_WAITING_SECONDS) {
          throw e;
        }
      }
    }
  }

  private static String validate(Random random, Path directory, Optional<CellSource> source)
      throws Exception {
    ValidationOptions options =
        ValidationOptions.defaults()
            .withLevel(Level.values()[Math.max(0, random.nextInt(6) - 3)])
            .withFailFast(random.nextInt(4) == 0)
            .withThreads(1 + random.nextInt(3))
            .withFindingsPerRule(1 + random.nextInt(100));
    ValidationResult result = validate(directory, source, options);
    check(result);
    if (random.nextInt(4) == 0) {
      ValidationResult again = validate(directory, source, options.withThreads(4));
      if (!again.equals(result)) {
        throw new Misbehavior("another result with four threads");
      }
    }
    for (ReportFormat format : ReportFormat.values()) {
      render(format, result);
    }
    return result.verdict().name();
  }

  private static ValidationResult validate(
      Path directory, Optional<CellSource> source, ValidationOptions options) throws IOException {
    return source.isPresent()
        ? Validator.compare(directory, source.get(), options)
        : Validator.validate(directory, options);
  }

  private static void check(ValidationResult result) throws Misbehavior {
    for (Finding finding : result.findings()) {
      if (finding.rule() == Rule.CHECK_FAILED) {
        throw new Misbehavior(finding.toString());
      }
      if (finding.toString().contains(SECRET)) {
        throw new Misbehavior("a file outside was read: " + finding);
      }
    }
    boolean errors = result.count(Severity.ERROR) > 0;
    if (errors == result.isAccepted() || result.checksRun() == 0) {
      throw new Misbehavior("verdict " + result.verdict() + " with " + result.counts());
    }
  }

  private static void render(ReportFormat format, ValidationResult result) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.renderer().render(result, out);
    byte[] bytes = out.toByteArray();
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.contains(SECRET)) {
      throw new Misbehavior("a file outside was read for " + format);
    }
    switch (format) {
      case JSON -> {
        ValidationReport.Builder parsed = ValidationReport.newBuilder();
        JsonFormat.parser().merge(text, parsed);
        if (!parsed.build().equals(ReportMessages.of(result))) {
          throw new Misbehavior("JSON says something else than the message");
        }
      }
      case PROTO -> {
        if (!ValidationReport.parseFrom(bytes).equals(ReportMessages.of(result))) {
          throw new Misbehavior("the binary form says something else than the message");
        }
      }
      case SARIF -> new com.fasterxml.jackson.databind.ObjectMapper().readTree(bytes);
      case JUNIT ->
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(bytes));
      case HTML -> {
        if (text.contains("<script") || !text.endsWith("</html>\n")) {
          throw new Misbehavior("the page is broken");
        }
      }
      case TEXT -> {
        if (!text.contains("); checked ")) {
          throw new Misbehavior("the text has no verdict");
        }
      }
    }
  }

  private void checkThreads() throws InterruptedException, Misbehavior {
    for (int waited = 0; ; waited += 10) {
      List<Thread> left =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !before.contains(thread) && !isOfJava(thread))
              .toList();
      if (left.isEmpty()) {
        return;
      }
      if (waited > THREAD_GRACE_MILLIS) {
        before.addAll(left);
        throw new Misbehavior("threads were left behind: " + left);
      }
      Thread.sleep(10);
    }
  }

  /** Java itself starts threads that watch processes and clean up. */
  private static boolean isOfJava(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null || !group.getName().equals("main");
  }

  private static Map<String, String> listing(Path directory) throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.toList()) {
        BasicFileAttributes facts =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        listing.put(
            path.toString(), facts.fileKey() + " " + facts.size() + " " + facts.lastModifiedTime());
      }
    }
    return listing;
  }
}
