package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The launcher's decisions, with scripts in place of Java and Maven that write down how they were
 * called.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
  private static final String RECORDING_JAVA =
      """
      #!/bin/sh
      case " $* " in
        *-Xshare:dump*)
          for a; do case $a in -XX:SharedArchiveFile=*) echo archive >"${a#*=}" ;; esac; done ;;
        *StartupTraining*)
          for a; do case $a in -XX:DumpLoadedClassList=*) echo class >"${a#*=}" ;; esac; done ;;
        *) for a; do printf '%s\\n' "$a"; done ;;
      esac
      """;
  private static final String RECORDING_MAVEN =
      """
      #!/bin/sh
      here=$(dirname "$0")
      case " $* " in
        *' --version '*) exit 0 ;;
      esac
      echo "$*" >>"$here/maven-calls"
      sleep 0.3
      mkdir -p "$here/cli/target"
      echo jar >"$here/cli/target/cellfolio.jar"
      """;

  @TempDir Path directory;
  private Path home;
  private Path jdk;

  @BeforeEach
  void prepare() throws IOException {
    home = directory.resolve("a checkout");
    Files.createDirectories(home.resolve("cli/src/main"));
    Files.copy(Path.of("..", "cellfolio"), home.resolve("cellfolio"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("cli/pom.xml"), "<project/>");
    Files.writeString(home.resolve("cli/src/main/Main.java"), "class Main {}");
    script(home.resolve("mvnw"), RECORDING_MAVEN);
    jdk = jdk("a jdk", "17.0.9");
  }

  @Test
  void buildsOnFirstUseAndNotAgain() throws Exception {
    Run first = launch("inspect", "x");
    assertThat(first.exitCode).as(first.err).isZero();
    assertThat(first.err).startsWith("building cellfolio (first use");
    assertThat(builds()).hasSize(1);
    assertThat(builds().get(0)).contains("package", "-q", "-Dmaven.test.skip=true");
    Run second = launch("inspect", "x");
    assertThat(second.err).isEmpty();
    assertThat(builds()).hasSize(1);
    assertThat(second.out).endsWith("io.cellfolio.cli.Main\ninspect\nx\n");
  }

  @Test
  void buildsAgainWhenSourcesOrPomsAreNewer() throws Exception {
    launch("--version");
    for (String changed : List.of("cli/src/main/Main.java", "cli/pom.xml", "pom.xml")) {
      int before = builds().size();
      Files.setLastModifiedTime(home.resolve(changed), FileTime.from(Instant.now().plusMillis(50)));
      Thread.sleep(60);
      assertThat(launch("--version").err).as(changed).contains("building cellfolio");
      assertThat(builds()).hasSize(before + 1);
    }
    assertThat(launch("--version").err).isEmpty();
  }

  @Test
  void showsMavensOutputWhenTheBuildFails() throws Exception {
    script(
        home.resolve("mvnw"),
        "#!/bin/sh\ncase \" $* \" in *--version*) exit 0 ;; esac\necho 'ERROR: broken'\nexit 1\n");
    Run run = launch("--version");
    assertThat(run.exitCode).isEqualTo(ExitCodes.IO);
    assertThat(run.err).contains("ERROR: broken").contains("cellfolio: the build failed");
    assertThat(run.out).isEmpty();
    script(home.resolve("mvnw"), RECORDING_MAVEN);
    assertThat(launch("--version").exitCode).isZero();
  }

  @Test
  void concurrentFirstRunsBuildOnce() throws Exception {
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      running.add(start(home.resolve("cellfolio"), Map.of(), "inspect"));
    }
    for (Process process : running) {
      assertThat(finish(process).exitCode).isZero();
    }
    assertThat(builds()).hasSize(1);
    assertThat(home.resolve("target/launcher.lock")).doesNotExist();
  }

  @Test
  void aLockOfADeadRunIsTakenAway() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = Files.createDirectories(home.resolve("target/launcher.lock"));
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertThat(launch("--version").exitCode).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void worksThroughLinksFromAnywhere() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("inner"), Path.of("..", "a checkout", "cellfolio"));
    Files.createSymbolicLink(bin.resolve("folio"), Path.of("inner"));
    Run run = finish(start(bin.resolve("folio"), Map.of(), "export", "my file.h5ad", "a b"));
    assertThat(run.exitCode).as(run.err).isZero();
    assertThat(run.out)
        .contains(home.toRealPath().resolve("cli/target/cellfolio.jar").toString())
        .endsWith("export\nmy file.h5ad\na b\n");
  }

  @Test
  void startsQuicklyWhereLittleIsDoneAndWithAllMeansElsewhere() throws Exception {
    for (String[] quick :
        new String[][] {{}, {"--help"}, {"--version"}, {"inspect", "x"}, {"export", "--help"}}) {
      assertThat(launch(quick).out)
          .contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
          .doesNotContain("PretenureSizeThreshold", "HugePages");
    }
    assertThat(launch("demo", "x").out)
        .contains(
            "-XX:+UseSerialGC", "-XX:PretenureSizeThreshold=256k", "-XX:Tier4InvocationThreshold")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void sparesTheSecondCompilerWhereTheInputIsSmall() throws Exception {
    Path small = Files.write(home.resolve("small.h5ad"), new byte[1]);
    Path large = home.resolve("large.h5ad");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength((2L << 30) + 1);
    }
    assertThat(launch("export", small.toString()).out)
        .contains("-XX:PretenureSizeThreshold=256k", "-XX:TieredStopAtLevel=1");
    assertThat(launch("export", "--layout", "keyed", large.toString()).out)
        .contains("-XX:PretenureSizeThreshold=256k", "-XX:Tier4InvocationThreshold")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void usesTheSecondCompilerForLargeExportsOnly() throws Exception {
    Path genes = Files.createDirectories(home.resolve("an export/var"));
    for (int i = 0; i < 4096; i++) {
      try (RandomAccessFile file = new RandomAccessFile(genes.resolve("g" + i).toFile(), "rw")) {
        file.setLength(i == 0 ? 1 : (32 << 10) + 1);
      }
    }
    String export = genes.getParent().toString();
    assertThat(launch("validate", export).out)
        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    try (RandomAccessFile file = new RandomAccessFile(genes.resolve("g0").toFile(), "rw")) {
      file.setLength((32 << 10) + 1);
    }
    assertThat(launch("validate", "--level", "content", export).out)
        .contains("-XX:+UseSerialGC", "-XX:Tier4InvocationThreshold")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void mapsAnArchiveThatBelongsToThisJava() throws Exception {
    assertThat(launch("inspect").out).containsPattern("-XX:SharedArchiveFile=.*cellfolio-\\d+.jsa");
    Path other = jdk("another jdk", "21.0.1");
    Run run =
        finish(start(home.resolve("cellfolio"), Map.of("JAVA_HOME", other.toString()), "inspect"));
    assertThat(run.exitCode).isZero();
    try (var files = Files.list(home.resolve("cli/target"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsa"))).hasSize(2);
    }
  }

  @Test
  void looksAtJavaAgainWhenItWasReplaced() throws Exception {
    assertThat(launch("inspect").exitCode).isZero();
    assertThat(home.resolve("target/launcher-known")).content().contains("17.0.9");
    Path release = jdk.resolve("release");
    Files.writeString(release, Files.readString(release).replace("17.0.9", "21.0.2"));
    Files.setLastModifiedTime(release, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(launch("inspect").exitCode).isZero();
    assertThat(home.resolve("target/launcher-known")).content().contains("21.0.2");
  }

  @Test
  void whatItKnowsOfAnotherJavaDoesNotCount() throws Exception {
    launch("inspect");
    Path known = home.resolve("target/launcher-known");
    for (String broken :
        List.of("", "nothing\n", Files.readString(known).replace("a jdk", "no jdk"))) {
      Files.writeString(known, broken);
      Run run = launch("inspect");
      assertThat(run.exitCode).as(run.err).isZero();
      assertThat(Files.readString(known)).contains("17.0.9");
    }
  }

  @Test
  void startsWithoutAnArchiveWhenNoneCanBeMade() throws Exception {
    script(jdk.resolve("bin/java"), RECORDING_JAVA.replace("echo archive >\"${a#*=}\"", "exit 1"));
    Run run = launch("inspect");
    assertThat(run.exitCode).isZero();
    assertThat(run.out).doesNotContain("SharedArchiveFile").endsWith("inspect\n");
    assertThat(run.err).doesNotContain("exit").startsWith("building");
  }

  @Test
  void passesOptionsToJava() throws Exception {
    Map<String, String> options = Map.of("CELLFOLIO_JAVA_OPTS", "-Xmx3g -XX:+UseG1GC");
    Run run = finish(start(home.resolve("cellfolio"), options, "export", "x"));
    assertThat(run.out)
        .contains("-Xmx3g\n-XX:+UseG1GC\n")
        .doesNotContain("UseSerialGC", "Pretenure");
  }

  @ParameterizedTest
  @CsvSource({
    "--memory 1g, 1536",
    "--memory=1G, 1536",
    "--memory 256m, 768",
    "--memory 0256MiB, 768",
    "--memory 1048576k, 1536",
    "--memory 1073741824, 1536",
    "--memory 1m, 513"
  })
  void limitsTheHeapToWhatSuitsTheMemory(String option, int mebibytes) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("export", "x"));
    arguments.addAll(List.of(option.split(" ")));
    Run run = launch(arguments.toArray(String[]::new));
    assertThat(run.exitCode).as(run.err).isZero();
    assertThat(run.out)
        .contains("-Xmx" + mebibytes + "m\n", "-XX:MaxDirectMemorySize=")
        .endsWith("export\nx\n" + option.replace(' ', '\n') + "\n");
  }

  @Test
  void leavesTheHeapToJavaOrTheUserElsewhere() throws Exception {
    for (String[] arguments :
        new String[][] {
          {"export", "x"},
          {"export", "x", "--memory"},
          {"export", "x", "--memory", "much"},
          {"export", "x", "--memory", "99999999999999999999g"},
          {"inspect", "x", "--memory", "1g"}
        }) {
      assertThat(launch(arguments).out).doesNotContain("-Xmx");
    }
    Map<String, String> options = Map.of("CELLFOLIO_JAVA_OPTS", "-Xmx3g");
    Run run = finish(start(home.resolve("cellfolio"), options, "export", "x", "--memory", "1g"));
    assertThat(run.out).contains("-Xmx3g\n").doesNotContain("-Xmx1536m");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', C.UTF-8",
    "C, '', C.UTF-8",
    "POSIX, de_DE.UTF-8, C.UTF-8",
    "xx_XX.UTF-8, '', C.UTF-8",
    "C.UTF-8, '', C.UTF-8",
    "'', C.UTF-8, ''",
    "de_DE.ISO-8859-1, '', de_DE.ISO-8859-1",
  })
  void givesJavaALocaleThatCanNameEveryFile(String all, String lang, String expected)
      throws Exception {
    script(jdk.resolve("bin/java"), RECORDING_JAVA + "echo \"LC_ALL=${LC_ALL-}\"\n");
    Map<String, String> locale = Map.of("LC_ALL", all, "LANG", lang, "LC_CTYPE", "");
    Run run = finish(start(home.resolve("cellfolio"), locale, "inspect", "x"));
    assertThat(run.exitCode).as(run.err).isZero();
    assertThat(run.out).endsWith("\nLC_ALL=" + expected + "\n");
  }

  @Test
  void refusesAnOldJavaAndNamesIt() throws Exception {
    Path old = jdk("an old jdk", "1.8.0_392");
    Path older = jdk("a middling jdk", "11.0.21");
    Map<String, String> environment =
        Map.of("JAVA_HOME", old.toString(), "PATH", older.resolve("bin") + ":/usr/bin:/bin");
    Run run = finish(start(home.resolve("cellfolio"), environment, "--version"));
    assertThat(run.exitCode).isEqualTo(ExitCodes.IO);
    assertThat(run.err).contains("Java 17 or later is needed", "1.8.0_392", "11.0.21", "JAVA_HOME");
  }

  @Test
  void prefersAPathWithANewJavaToAnOldHome() throws Exception {
    Path old = jdk("an old jdk", "11.0.21");
    Map<String, String> environment =
        Map.of("JAVA_HOME", old.toString(), "PATH", jdk.resolve("bin") + ":/usr/bin:/bin");
    Run run = finish(start(home.resolve("cellfolio"), environment, "inspect"));
    assertThat(run.exitCode).as(run.err).isZero();
  }

  @Test
  void aRuntimeIsEnoughToRunButNotToBuild() throws Exception {
    Files.delete(jdk.resolve("bin/javac"));
    Run run = launch("--version");
    assertThat(run.exitCode).isEqualTo(ExitCodes.IO);
    assertThat(run.err).contains("needs a JDK").contains("is a runtime only");
    Files.createDirectories(home.resolve("cli/target"));
    Thread.sleep(20);
    Files.writeString(home.resolve("cli/target/cellfolio.jar"), "jar");
    assertThat(launch("--version").exitCode).isZero();
    assertThat(builds()).isEmpty();
  }

  private Run launch(String... arguments) throws Exception {
    return finish(start(home.resolve("cellfolio"), Map.of(), arguments));
  }

  private Process start(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    line.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().remove("CELLFOLIO_JAVA_OPTS");
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run finish(Process process) throws Exception {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err);
  }

  private List<String> builds() throws IOException {
    Path calls = home.resolve("maven-calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private Path jdk(String name, String version) throws IOException {
    Path root = Files.createDirectories(directory.resolve(name).resolve("bin")).getParent();
    Files.writeString(
        root.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(root.resolve("bin/java"), RECORDING_JAVA);
    script(root.resolve("bin/javac"), "#!/bin/sh\n");
    return root;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Run(int exitCode, String out, String err) {}
}
