package io.cellfolio.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Members come back from the decoders that readers of an export have: gzip, Python, libdeflate and
 * a browser's. Each is asked about many members at once, and passed over where it is missing.
 */
class OtherDecodersTest {
  private static final int RANDOM_CASES = 300;
  private static final int LONGEST = 60_000;

  @TempDir static Path directory;
  private static final List<String> NAMES = new ArrayList<>();
  private static final ByteArrayOutputStream ALL = new ByteArrayOutputStream();
  private static final List<byte[]> RAW = new ArrayList<>();

  @BeforeAll
  static void encode() throws IOException {
    for (long seed = 0; seed < RANDOM_CASES; seed++) {
      add(1 + (int) (seed % 9), RandomPayloads.next(new Random(seed), LONGEST), "seed-" + seed);
    }
    int shape = 0;
    for (Map.Entry<String, byte[]> entry : PayloadShapes.all().entrySet()) {
      byte[] raw = entry.getValue();
      add(1 + shape % 9, Arrays.copyOf(raw, Math.min(raw.length, 2 * LONGEST)), "shape-" + shape++);
    }
  }

  private static void add(int level, byte[] raw, String name) throws IOException {
    GrowableBytes member = new GrowableBytes(0);
    GzipEncoder.ofLevel(level).encode(raw, 0, raw.length, member);
    Files.write(directory.resolve(name + ".gz"), Arrays.copyOf(member.array(), member.length()));
    NAMES.add(name + ".gz");
    RAW.add(raw);
    ALL.writeBytes(raw);
  }

  @Test
  void gunzip() throws Exception {
    requireTool("gunzip");
    run("gunzip", "-t");
    assertThat(Arrays.equals(run("gunzip", "-c"), ALL.toByteArray())).isTrue();
  }

  @Test
  void libdeflate() throws Exception {
    requireTool("libdeflate-gzip");
    assertThat(Arrays.equals(run("libdeflate-gzip", "-d", "-c"), ALL.toByteArray())).isTrue();
  }

  @Test
  void python() throws Exception {
    requireTool("python3");
    String program =
        "import gzip, sys\nfor name in sys.argv[1:]:\n"
            + "    with gzip.open(name) as member: sys.stdout.buffer.write(member.read())";
    assertThat(Arrays.equals(run("python3", "-c", program), ALL.toByteArray())).isTrue();
  }

  @Test
  void chromium() throws Exception {
    requireTool("chromium");
    StringBuilder page =
        new StringBuilder("<html><body><pre id=result>unfinished</pre><script>\nconst cases = [\n");
    Base64.Encoder base64 = Base64.getEncoder();
    int cases = 0;
    for (int i = 0; i < RAW.size(); i += 2, cases++) {
      byte[] member = Files.readAllBytes(directory.resolve(NAMES.get(i)));
      page.append("['%s','".formatted(NAMES.get(i))).append(base64.encodeToString(member));
      page.append("','").append(base64.encodeToString(RAW.get(i))).append("'],\n");
    }
    page.append(
        """
        ];
        const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
        (async () => {
          let good = 0;
          const wrong = [];
          for (const [name, member, raw] of cases) {
            try {
              const stream = new Blob([bytes(member)]).stream();
              const inflated = stream.pipeThrough(new DecompressionStream('gzip'));
              const found = new Uint8Array(await new Response(inflated).arrayBuffer());
              const wanted = bytes(raw);
              const same = found.length === wanted.length && found.every((b, i) => b === wanted[i]);
              same ? good++ : wrong.push(name);
            } catch (e) {
              wrong.push(name + ': ' + e);
            }
          }
          document.getElementById('result').textContent = 'good: ' + good + ', wrong: ' + wrong;
        })();
        </script></body></html>
        """);
    Path file = Files.writeString(directory.resolve("page.html"), page);
    String dom =
        new String(
            runAll(
                List.of(
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--user-data-dir=" + directory.resolve("profile"),
                    "--virtual-time-budget=600000",
                    "--dump-dom",
                    file.toUri().toString())),
            StandardCharsets.UTF_8);
    assertThat(dom.replaceAll("(?s)<script>.*</script>", ""))
        .contains("good: " + cases + ", wrong: <");
  }

  private static void requireTool(String name) {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    assumeTrue(found, name + " is not installed");
  }

  private static byte[] run(String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(NAMES);
    return runAll(words);
  }

  private static byte[] runAll(List<String> words) throws Exception {
    Path errors = Files.createTempFile(directory, "errors", ".txt");
    Path output = Files.createTempFile(directory, "output", ".bin");
    Process process =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as("%s ends", words.get(0)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return Files.readAllBytes(output);
  }
}
