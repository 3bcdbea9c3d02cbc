package io.cellfolio.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** A browser without a window. */
final class Chromium {
  static final int WIDTH = 1000;
  static final int HEIGHT = 2600;

  private static final int MOST_SECONDS = 180;
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-default-apps",
          "--disable-extensions",
          "--hide-scrollbars",
          "--force-device-scale-factor=1",
          "--window-size=" + WIDTH + "," + HEIGHT,
          "--host-resolver-rules=MAP * ~NOTFOUND",
          "--enable-logging=stderr");

  private final Path program;
  private final Path work;

  private Chromium(Path program, Path work) {
    this.program = program;
    this.work = work;
  }

  /**
   * The browser of this machine.
   *
   * @param work a directory for its files
   * @return empty when there is none
   */
  static Optional<Chromium> find(Path work) {
    for (String place : List.of("/usr/bin/chromium", "/usr/bin/google-chrome")) {
      if (Files.isExecutable(Path.of(place))) {
        return Optional.of(new Chromium(Path.of(place), work));
      }
    }
    return Optional.empty();
  }

  /**
   * What became of a page.
   *
   * @param image what it looks like
   * @param console what it said to its console, and what the browser said there of it
   * @param requests addresses that were asked for, but for the page itself and Chromium's own
   */
  record Visit(BufferedImage image, List<String> console, Set<String> requests) {
    /** Copies the lists. */
    Visit {
      console = List.copyOf(console);
      requests = Set.copyOf(requests);
    }

    /** How many pixels left of a column have a color. */
    long pixels(String color, int right) {
      int wanted = Integer.parseInt(color.substring(1), 16);
      long count = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < right; x++) {
          count += (image.getRGB(x, y) & 0xffffff) == wanted ? 1 : 0;
        }
      }
      return count;
    }
  }

  Visit visit(Path page, String... more) throws IOException, InterruptedException {
    Path shot = work.resolve("shot.png");
    Path log = work.resolve("net.json");
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--screenshot=" + shot);
    arguments.add("--log-net-log=" + log);
    String said = run(page, work.resolve("out.txt"), work.resolve("err.txt"), arguments);
    List<String> console = said.lines().filter(line -> line.contains(":CONSOLE")).toList();
    BufferedImage image = ImageIO.read(shot.toFile());
    if (image == null) {
      throw new IOException("no picture of " + page + ": " + said);
    }
    return new Visit(image, console, requests(log, page));
  }

  /** The document that a page has become. */
  String document(Path page) throws IOException, InterruptedException {
    Path out = work.resolve("out.txt");
    run(page, out, work.resolve("err.txt"), List.of("--dump-dom"));
    return Files.readString(out);
  }

  private String run(Path page, Path out, Path err, List<String> more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(FLAGS);
    command.addAll(more);
    command.add("--user-data-dir=" + Files.createTempDirectory(work, "profile"));
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      throw new IOException("the browser took more than " + MOST_SECONDS + " s for " + page);
    }
    return new String(Files.readAllBytes(err), StandardCharsets.UTF_8);
  }

  private static Set<String> requests(Path log, Path page) throws IOException {
    String text = Files.readString(log);
    // Chromium ends before it closes the list.
    int end = text.lastIndexOf("},");
    JsonNode root = tree(text.endsWith("}\n") || end < 0 ? text : text.substring(0, end) + "}]}");
    Set<String> addresses = new TreeSet<>();
    for (JsonNode event : root.path("events")) {
      JsonNode parameters = event.path("params");
      String initiator = parameters.path("initiator").asText("not an origin");
      String url = parameters.path("url").asText("");
      // Requests of the browser itself have no page that they come from.
      if (!url.isEmpty() && initiator.equals("null") && !url.equals(page.toUri().toString())) {
        addresses.add(url);
      }
    }
    return addresses;
  }

  private static JsonNode tree(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
