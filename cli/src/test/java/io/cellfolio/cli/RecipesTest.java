package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The shell parts of the recipes for pipelines, run with bash as the services would run them. */
class RecipesTest {
  private static final Path RECIPES = Path.of("..", "docs", "recipes");
  private static final Pattern PROCESS =
      Pattern.compile("(?s)process (\\w+) \\{.*?script:\\s*\"\"\"\\n(.*?)\"\"\"");

  @TempDir Path directory;
  private Path commands;

  /** Puts a command cellfolio in place that is this program. */
  @BeforeEach
  void installCommand() throws IOException {
    commands = Files.createDirectory(directory.resolve("bin"));
    Path command = commands.resolve("cellfolio");
    Files.writeString(
        command,
        "#!/bin/sh\nexec '%s' -cp '%s' io.cellfolio.cli.Main \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    assertThat(command.toFile().setExecutable(true)).isTrue();
    DemoFixture.write(directory, "marrow.h5ad");
  }

  @Test
  void theWorkflowChecksEveryExport() throws Exception {
    List<String> steps = runSteps();
    assertThat(steps).hasSize(2);
    Map<String, String> environment = new HashMap<>();
    environment.put("CELLFOLIO", commands.resolve("cellfolio").toString());
    environment.put("GITHUB_STEP_SUMMARY", directory.resolve("summary.md").toString());
    DemoFixture.succeed(directory, "export", "marrow.h5ad", "-o", "exports/good");

    assertThat(bash(steps.get(0), directory, environment)).isZero();

    DemoFixture.succeed(directory, "export", "marrow.h5ad", "-o", "exports/bad");
    Files.delete(directory.resolve("exports/bad/points_2d.bin.gz"));
    assertThat(bash(steps.get(0), directory, environment)).isEqualTo(1);
    for (String name : List.of("good", "bad")) {
      for (String ending : List.of("sarif", "xml", "html", "txt")) {
        assertThat(directory.resolve("reports/" + name + "." + ending)).isNotEmptyFile();
      }
    }
    assertThat(bash(steps.get(1), directory, environment)).isZero();
    assertThat(directory.resolve("summary.md"))
        .content()
        .contains("* exports/good: clean", "* exports/bad: NOT fit to be shared (1 error");
  }

  /** The shell parts of all steps; checks that every step is one that the service knows. */
  private static List<String> runSteps() throws IOException {
    Map<Object, Object> workflow =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(RECIPES.resolve("github-actions.yml")));
    // YAML 1.1 takes the word "on" for a truth value, the service does not.
    assertThat(workflow.keySet().stream().map(String::valueOf))
        .containsExactlyInAnyOrder("name", "true", "permissions", "jobs");
    Map<?, ?> job = (Map<?, ?>) ((Map<?, ?>) workflow.get("jobs")).get("validate");
    List<?> steps = (List<?>) job.get("steps");
    for (Object step : steps) {
      Map<?, ?> members = (Map<?, ?>) step;
      assertThat(members.containsKey("uses")).isNotEqualTo(members.containsKey("run"));
      if (members.containsKey("uses")) {
        assertThat(members.get("uses").toString()).matches("[a-z-]+/[a-z/-]+@v\\d+");
      }
    }
    return steps.stream()
        .map(step -> (String) ((Map<?, ?>) step).get("run"))
        .filter(run -> run != null)
        .toList();
  }

  @Test
  void theProcessesExportAndCompare() throws Exception {
    Map<String, String> scripts = new HashMap<>();
    String pipeline = Files.readString(RECIPES.resolve("main.nf"));
    Matcher processes = PROCESS.matcher(pipeline);
    while (processes.find()) {
      scripts.put(processes.group(1), processes.group(2));
    }
    assertThat(scripts.keySet()).containsExactlyInAnyOrder("EXPORT", "VALIDATE");
    assertThat(pipeline).contains("VALIDATE(EXPORT(Channel.fromPath(params.input)))");
    Map<String, String> values =
        Map.of(
            "h5ad", "marrow.h5ad",
            "h5ad.baseName", "marrow",
            "folder", "marrow",
            "folder.name", "marrow",
            "params.layout", "indexed",
            "task.cpus", "2");
    Map<String, String> environment =
        Map.of("PATH", commands + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));

    assertThat(bash(filled(scripts.get("EXPORT"), values), directory, environment)).isZero();
    assertThat(bash(filled(scripts.get("VALIDATE"), values), directory, environment)).isZero();
    assertThat(directory.resolve("marrow.validation.json")).isNotEmptyFile();
    assertThat(directory.resolve("marrow.validation.html")).isNotEmptyFile();

    DemoFixture.succeed(
        directory, "export", "marrow.h5ad", "-o", "marrow", "--layer", "counts", "--force");
    assertThat(bash(filled(scripts.get("VALIDATE"), values), directory, environment)).isEqualTo(1);
  }

  /** What Nextflow makes of a script: names filled in, backslashes of its strings undone. */
  private static String filled(String script, Map<String, String> values) {
    String filled =
        Pattern.compile("\\$\\{([^}]+)\\}")
            .matcher(script)
            .replaceAll(
                name -> {
                  assertThat(values).containsKey(name.group(1));
                  return Matcher.quoteReplacement(values.get(name.group(1)));
                });
    return filled.replace("\\\\", "\\").stripIndent();
  }

  private static int bash(String script, Path directory, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("step.sh"), script, StandardCharsets.UTF_8);
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", file.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("step.log").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }
}
