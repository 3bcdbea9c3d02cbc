package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.format.proto.ExportDescriptor;
import io.cellfolio.validate.ExportDescriber;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the documentation compile without a warning and run. */
class ExampleTest {
  private static final Path EXAMPLES = Path.of("..", "docs", "examples");

  @TempDir Path directory;

  @Test
  void exportsArrays() throws Exception {
    compile("ExportArrays.java");
    String out = run("ExportArrays", "out");
    assertThat(out).containsPattern("^\\d+ files in out\n");
    ExportDescriptor export = ExportDescriber.describe(directory.resolve("out"));
    assertThat(export.getName()).isEqualTo("Three kinds of cells");
    assertThat(export.getNCells()).isEqualTo(300);
    assertThat(export.getNGenes()).isEqualTo(3);
    assertThat(export.getObsFieldsCount()).isEqualTo(2);
  }

  @Test
  void theReadmeShowsTheExampleAsItIs() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    int from = readme.indexOf("```java\n") + "```java\n".length();
    String shown = readme.substring(from, readme.indexOf("```", from));
    String example = Files.readString(EXAMPLES.resolve("ExportArrays.java"));
    for (String line : shown.lines().map(String::strip).toList()) {
      assertThat(example).contains(line);
    }
    assertThat(shown).contains("Exporter.export(");
  }

  private void compile(String name) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-Xlint:all,-processing",
                      "-Werror",
                      "-proc:none",
                      "--release",
                      "17",
                      "-d",
                      directory.toString(),
                      "-classpath",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjects(EXAMPLES.resolve(name)))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private String run(String name, String... arguments) throws Exception {
    List<String> line = new java.util.ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-cp");
    line.add(directory + File.pathSeparator + System.getProperty("java.class.path"));
    line.add(name);
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true).start();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    process.getInputStream().transferTo(out);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
