package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands that the documentation shows in {@code console} blocks run, and print what is shown:
 * the same words, numbers aside. A line {@code ...} stands for any number of lines.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final String COMMAND = "./cellfolio";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\\n(.*?)^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  @TempDir Path directory;

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      documents.add(ROOT.resolve(name));
    }
    try (Stream<Path> walk = Files.walk(ROOT.resolve("docs"))) {
      walk.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void commandsRunAndPrintWhatIsShown(Path document) throws IOException {
    DemoFixture.write(directory, "pbmc.h5ad");
    Files.writeString(directory.resolve("markers.txt"), "CD34\nHBB\n");
    Matcher blocks = BLOCK.matcher(Files.readString(document));
    while (blocks.find()) {
      List<String> lines = blocks.group(1).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith("$ " + COMMAND + " ")) {
          int to = i + 1;
          while (to < lines.size() && !lines.get(to).startsWith("$ ")) {
            to++;
          }
          check(lines.get(i), lines.subList(i + 1, to));
        }
      }
    }
  }

  @Test
  void theReadmeShowsTheMainCommands() throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("$ ./cellfolio demo", "./mvnw verify", "$ ./cellfolio export ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void linksLeadToFiles(Path document) throws IOException {
    Matcher links = LINK.matcher(Files.readString(document).replaceAll("(?s)```.*?```", ""));
    while (links.find()) {
      String target = links.group(1);
      if (!target.matches("[a-z]+:.*")) {
        assertThat(document.resolveSibling(target)).as("%s: %s", document, target).exists();
      }
    }
  }

  private void check(String commandLine, List<String> shown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int exitCode =
        Main.run(
            new Invocation(printed, printed, false, COMMAND, Map.of(), directory),
            words(commandLine.substring(2 + COMMAND.length())));
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(exitCode).as(commandLine + "\n" + text).isZero();
    if (!shown.isEmpty()) {
      assertThat(numberless(text)).as(commandLine).matches(pattern(shown));
    }
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group().replaceAll("^[\"']|[\"']$", ""));
    }
    return words.toArray(String[]::new);
  }

  private static Pattern pattern(List<String> shown) {
    StringBuilder pattern = new StringBuilder();
    for (String line : shown) {
      pattern.append(
          line.strip().equals("...") ? "(?:.*\n)*?" : Pattern.quote(numberless(line) + "\n"));
    }
    return Pattern.compile(pattern.toString());
  }

  private static String numberless(String text) {
    return text.replaceAll("\\d[\\d.,]*", "0")
        .replaceAll("0 (bytes?|[kMGTPE]B)", "0 B")
        .replaceAll(" +", " ");
  }
}
