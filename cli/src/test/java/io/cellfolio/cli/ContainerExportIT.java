package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AccessMode;
import io.cellfolio.h5ad.demo.DemoDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * The packaged command where pipelines run it: in a container with nothing but Java and the C
 * library, confined as {@link CommandContainer} says. Skipped where no Docker engine answers.
 */
@Testcontainers(disabledWithoutDocker = true)
class ContainerExportIT {
  private static final String JAVA_IMAGE = "cellfolio-test/jre:local";
  private static final String JAR = "/app/cellfolio.jar";
  // A short run is over before the better compiler pays.
  private static final List<String> QUICKLY = List.of("-XX:TieredStopAtLevel=1");
  private static final String H5AD = "/data/demo.h5ad";
  private static final String TARGET = CommandContainer.OUT + "/demo";
  private static final String LOCK = ".demo.cellucid.lock";
  private static final String STAGE = ".demo.cellucid-stage-";
  private static final String PROGRESS = ".demo.cellfolio-progress-";
  private static final String JOURNAL = ".demo.cellucid-transaction.json";
  private static final String TIME = "2026-03-31T08:15:00Z";
  private static final String LATER = "2026-04-01T08:15:00Z";
  private static final int CELLS = 500;
  private static final int GENES = 500;
  private static final int TRIES = 5;
  private static final long SEED = 20261122;

  @TempDir static Path host;
  private static String image;

  private String volume;

  @BeforeAll
  static void makeImage() throws IOException, InterruptedException {
    assumeTrue(javaImageStands(), "the image " + JAVA_IMAGE + " could not be made");
    Path file = host.resolve("demo.h5ad");
    DemoDataset.simulate(CELLS, GENES, SEED).writeTo(file);
    ImageFromDockerfile recipe =
        new ImageFromDockerfile("cellfolio-test/command-" + UUID.randomUUID(), true)
            .withFileFromPath("cellfolio.jar", Path.of(System.getProperty("cellfolio.jar")))
            .withFileFromPath("demo.h5ad", file);
    for (Class<?> part : List.of(Aftermath.class, ExportTree.class)) {
      recipe.withFileFromPath("probe/" + classFile(part), testClasses().resolve(classFile(part)));
    }
    image =
        recipe
            .withDockerfileFromBuilder(
                builder ->
                    builder
                        .from(JAVA_IMAGE)
                        .copy("cellfolio.jar", JAR)
                        .copy("demo.h5ad", H5AD)
                        .copy("probe", "/probe")
                        .build())
            .get();
  }

  private static boolean javaImageStands() throws IOException, InterruptedException {
    ProcessBuilder script = new ProcessBuilder("sh", "../.ci/container-image").inheritIO();
    script.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process;
    try {
      process = script.start();
    } catch (IOException noShell) {
      return false;
    }
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }

  private static String classFile(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static Path testClasses() {
    return Path.of(Aftermath.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  @AfterAll
  static void removeImage() {
    if (image != null) {
      docker().removeImageCmd(image).withForce(true).exec();
    }
  }

  @BeforeEach
  void makeVolume() {
    volume = "cellfolio-test-" + UUID.randomUUID();
    docker().createVolumeCmd().withName(volume).exec();
  }

  @AfterEach
  void removeVolume() {
    docker().removeVolumeCmd(volume).exec();
  }

  @Test
  void isConfined() {
    try (CommandContainer java = CommandContainer.of(image, "-XshowSettings:all", "-version")) {
      ExportTree.Outcome outcome = java.run();
      assertThat(outcome.exitCode()).isZero();
      assertThat(outcome.err()).contains("Memory Limit: 256.00M").contains("user.name = cellfolio");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyed", "indexed"})
  void exportsTheFilesThatAreExportedOutside(String layout) throws IOException {
    Path outside = exportOutside("whole-" + layout, "--layout", layout, "--created-at", TIME);
    try (CommandContainer export =
        command("export", H5AD, "-o", TARGET, "--layout", layout, "--created-at", TIME)) {
      ExportTree.Outcome outcome = export.withOutput(volume, AccessMode.rw).run();
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.exitCode()).isZero();
      assertThat(export.output()).isEqualTo(published(outside));
    }
    try (CommandContainer inspect = command("inspect", "--json", TARGET)) {
      assertThat(inspect.withOutput(volume, AccessMode.ro).run())
          .isEqualTo(ExportTree.run(outside, "inspect", "--json", "demo"));
    }
  }

  @Test
  void inspectsTheInputWithNoPlaceToWriteTo() {
    try (CommandContainer inspect = command("inspect", "--json", H5AD)) {
      ExportTree.Outcome outside = ExportTree.run(host, "inspect", "--json", "demo.h5ad");
      assertThat(outside.exitCode()).isZero();
      assertThat(inspect.run()).isEqualTo(outside);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/site/demo", TARGET})
  void saysThatATargetIsReadOnly(String target) {
    try (CommandContainer export = command("export", H5AD, "-o", target)) {
      ExportTree.Outcome outcome = export.withOutput(volume, AccessMode.ro).run();
      assertFails(outcome, "Read-only file system");
      assertThat(outcome.err().strip().lines()).hasSize(1);
      assertThat(outcome.out()).isEmpty();
    }
  }

  @Test
  void leavesTheOldExportWhenTheVolumeIsFull() throws IOException {
    String[] small = {"--genes", "none", "--created-at", TIME};
    Path outside = exportOutside("small", small);
    long bytes = size(outside) + (size(exportOutside("large", "--created-at", TIME)) / 2);
    List<String> script = new ArrayList<>(QUICKLY);
    script.addAll(List.of("-Xmx16m", "-cp", "/probe:" + JAR, Aftermath.class.getName()));
    script.add(CommandContainer.OUT);
    script.addAll(commandLine("export", H5AD, "-o", TARGET, "--quiet"));
    script.addAll(List.of(small));
    script.add(Aftermath.THEN);
    script.addAll(commandLine("export", H5AD, "-o", TARGET, "--quiet", "--force"));
    try (CommandContainer exports = CommandContainer.of(image, script.toArray(String[]::new))) {
      ExportTree.Outcome outcome = exports.withOutputOfSize(bytes).run();
      assertFails(outcome, "No space left on device (the disk is full");
      assertThat(outcome.err().strip().lines()).hasSize(2);
      assertThat(outcome.err())
          .contains("With --resume, one that fails or is killed can be gone on from.");
      assertThat(listed(outcome.out())).isEqualTo(published(outside));
    }
  }

  @Test
  void leavesTheOldExportWhenItIsKilled() throws IOException, InterruptedException {
    SortedMap<String, String> old = published(exportOutside("old", "--created-at", TIME));
    SortedMap<String, String> left = old;
    for (int i = 0; i < TRIES && !inTheMiddle(left); i++) {
      try (CommandContainer export = export(TIME)) {
        assertThat(export.withOutput(volume, AccessMode.rw).run().exitCode()).isZero();
        assertThat(export.output()).isEqualTo(old);
      }
      left = killWhileStaging();
    }
    assertThat(inTheMiddle(left)).as("one of %d kills hit the making", TRIES).isTrue();
    left.keySet().removeIf(path -> path.startsWith(STAGE) || path.startsWith(PROGRESS));
    assertThat(left).isEqualTo(old);
    try (CommandContainer export = export(LATER)) {
      ExportTree.Outcome outcome = export.withOutput(volume, AccessMode.rw).run();
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("an earlier run was interrupted");
      assertThat(export.output()).isEqualTo(published(exportOutside("new", "--created-at", LATER)));
    }
  }

  /** Kills an export once it has staged a file; what is left, or nothing when it was faster. */
  private SortedMap<String, String> killWhileStaging() throws IOException, InterruptedException {
    try (CommandContainer export = export(LATER)) {
      export.withOutput(volume, AccessMode.rw).start();
      while (!export.outputHolds(STAGE) && export.isRunning()) {
        Thread.sleep(20);
      }
      return export.kill() ? export.output() : new TreeMap<>();
    }
  }

  /** Whether files lie in a stage, and the renaming, which has a journal, had not begun. */
  private static boolean inTheMiddle(SortedMap<String, String> files) {
    return files.keySet().stream().anyMatch(path -> path.startsWith(STAGE))
        && !files.containsKey(JOURNAL);
  }

  private static CommandContainer export(String time) {
    return command("export", H5AD, "-o", TARGET, "--force", "--created-at", time);
  }

  private static CommandContainer command(String... arguments) {
    return CommandContainer.of(
        image, commandLine(arguments).stream().skip(1).toArray(String[]::new));
  }

  /** The command line with the command's name, which the image's entry point gives. */
  private static List<String> commandLine(String... arguments) {
    List<String> line = new ArrayList<>(List.of("/java/bin/java"));
    line.addAll(QUICKLY);
    line.addAll(List.of("-jar", JAR));
    line.addAll(List.of(arguments));
    return line;
  }

  private static void assertFails(ExportTree.Outcome outcome, String reason) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCodes.IO);
    assertThat(outcome.err()).startsWith("cellfolio: ").contains(reason).doesNotContain("\tat ");
  }

  /** Exports in this process, to {@code demo} in a directory of its own. */
  private static Path exportOutside(String name, String... options) throws IOException {
    Path directory = Files.createDirectories(host.resolve(name));
    List<String> arguments = new ArrayList<>(List.of("export", "../demo.h5ad", "-o", "demo"));
    arguments.addAll(List.of(options));
    ExportTree.Outcome outcome = ExportTree.run(directory, arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return directory;
  }

  /** What a directory with a published export holds. */
  private static SortedMap<String, String> published(Path directory) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            directory.relativize(file).toString(), ExportTree.sha256(Files.readAllBytes(file)));
      }
    }
    assertThat(files).containsKey(LOCK).hasSizeGreaterThan(5);
    return files;
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static SortedMap<String, String> listed(String text) {
    return text.lines()
        .map(line -> line.split(" {2}", 2))
        .collect(Collectors.toMap(f -> f[1], f -> f[0], (a, b) -> a, TreeMap::new));
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }
}
