package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders that were made to harm whoever reads them: a finding, in bounded memory and time; nothing
 * outside is read, nothing is written.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileFolderTest {
  private static final long DOCUMENT_BYTES = 64L << 20;

  @TempDir Path directory;
  private Path root;

  @BeforeEach
  void name() {
    root = directory.resolve("hostile");
  }

  /** A folder and the rule that has to speak. */
  private record Trap(String name, Rule rule, Consumer<Mutant> edit) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Trap> documents() {
    return Stream.of(
        huge("numbers", "[", "1,", "1]"),
        huge("empty arrays", "[", "[],", "[]]"),
        huge("empty objects", "[", "{},", "{}]"),
        huge("one text", "[\"", "aaaaaaaaaaaaaaaa", "\"]"),
        huge("escaped characters", "[\"", "\\u4e2d", "\"]"),
        huge("short texts", "[", "\"\",", "\"\"]"),
        huge("short tuples", "[", "[\"a\"],", "[\"a\"]]"),
        huge("nested objects", "[", "{\"a\":{\"a\":[0]}},", "0]"),
        huge("distinct tuples", "[", "[\"#\",0,1],", "[\"x\",0,1]]"),
        huge("distinct names", "{", "\"#\":1,", "\"x\":1}"),
        huge("NaN", "[", "NaN,", "NaN]"),
        huge("bad UTF-8", "[", "\"\u00ff\",", "\"\"]"),
        new Trap(
            "a million levels",
            Rule.DOCUMENT_SYNTAX,
            m -> m.setText(Mutant.VAR, "{\"fields\":" + "[".repeat(1_000_000))),
        new Trap(
            "a number of a million digits",
            Rule.CHECK_LIMIT,
            m -> m.setText(Mutant.VAR, "{\"fields\":" + "9".repeat(1_000_000) + "}")));
  }

  /** A var manifest of 64 MiB whose genes are made of one piece, again and again. */
  private static Trap huge(String name, String begin, String piece, String end) {
    return new Trap(
        "64 MiB of " + name,
        Rule.CHECK_LIMIT,
        m ->
            m.afterwards(
                root -> {
                  try (OutputStream out =
                      new BufferedOutputStream(
                          Files.newOutputStream(root.resolve(Mutant.VAR)), 1 << 20)) {
                    out.write(
                        ("{\"_format\":\"compact_v1\",\"fields\":" + begin)
                            .getBytes(StandardCharsets.UTF_8));
                    long written = 0;
                    for (int i = 0; written < DOCUMENT_BYTES - 100; i++) {
                      byte[] bytes =
                          piece
                              .replace("#", Integer.toString(i, 36))
                              .getBytes(
                                  name.equals("bad UTF-8")
                                      ? StandardCharsets.ISO_8859_1
                                      : StandardCharsets.UTF_8);
                      out.write(bytes);
                      written += bytes.length;
                    }
                    out.write((end + "}").getBytes(StandardCharsets.UTF_8));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
  }

  static Stream<Trap> payloads() {
    return Stream.of(
        new Trap("a gzip bomb of 1 GiB", Rule.PAYLOAD_LENGTH, HostileFolderTest::bomb),
        new Trap("2^31 cells", Rule.PAYLOAD_LENGTH, m -> claim(m, 1L << 31)),
        new Trap("2^53 cells", Rule.PAYLOAD_LENGTH, m -> claim(m, (1L << 53) - 1)),
        new Trap(
            "2^53 cells without an edge",
            Rule.PAYLOAD_LENGTH,
            m -> {
              claim(m, (1L << 53) - 1);
              m.set(Mutant.GRAPH, "/n_edges", "0");
              m.set(Mutant.GRAPH, "/max_neighbors", "0");
              m.set(Mutant.IDENTITY, "/stats/n_edges", "0");
              m.files.keySet().stream()
                  .filter(path -> path.startsWith("connectivity/"))
                  .forEach(path -> m.setRaw(path, new byte[0]));
            }),
        new Trap(
            "2^53 edges",
            Rule.PAYLOAD_LENGTH,
            m -> m.set(Mutant.GRAPH, "/n_edges", "9007199254740991")),
        new Trap("a sparse payload of 1 TiB", Rule.PAYLOAD_LARGE, HostileFolderTest::sparse),
        new Trap(
            "100,000 files that nobody declares", Rule.FILE_UNDECLARED, HostileFolderTest::litter));
  }

  private static void bomb(Mutant m) {
    String path = m.gene();
    m.afterwards(
        root -> {
          try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(root.resolve(path)))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1024; i++) {
              out.write(zeros);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void claim(Mutant m, long cells) {
    for (String document : List.of(Mutant.OBS, Mutant.VAR)) {
      m.set(document, "/n_points", Long.toString(cells));
    }
    m.set(Mutant.IDENTITY, "/stats/n_cells", Long.toString(cells));
    m.set(Mutant.GRAPH, "/n_cells", Long.toString(cells));
    m.set(Mutant.GRAPH, "/index_bytes", "4");
    m.set(Mutant.GRAPH, "/index_dtype", "\"uint32\"");
  }

  private static void sparse(Mutant m) {
    String path = m.gene();
    m.afterwards(
        root -> {
          try (RandomAccessFile file = new RandomAccessFile(root.resolve(path).toFile(), "rw")) {
            file.setLength(1L << 40);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void litter(Mutant m) {
    m.afterwards(
        root -> {
          try {
            for (int i = 0; i < 100_000; i++) {
              Files.createFile(root.resolve("var/" + i));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentIsSurvivedInASmallHeap(Trap trap) throws IOException, InterruptedException {
    isSurvived(trap, Golden.INDEXED);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void aFolderIsSurvivedInASmallHeap(Trap trap) throws IOException, InterruptedException {
    for (Golden golden : List.of(Golden.KEYED, Golden.INDEXED)) {
      isSurvived(trap, golden);
    }
  }

  private void isSurvived(Trap trap, Golden golden) throws IOException, InterruptedException {
    Path folder = directory.resolve(golden.name());
    Mutant mutant = Mutant.of(golden);
    trap.edit().accept(mutant);
    mutant.write(folder);

    List<String> lines = probe(folder);

    assertThat(lines).as(trap + " " + golden).isNotEmpty();
    assertThat(lines.get(0)).matches("verdict (ERRORS|WARNINGS)");
    assertThat(lines).anyMatch(line -> line.startsWith(trap.rule() + " "));
    assertThat(lines).noneMatch(line -> line.startsWith(Rule.CHECK_FAILED + " "));
  }

  private List<String> probe(Path folder) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HostileProbe.class.getName(),
                folder.toString())
            .redirectError(directory.resolve("errors.txt").toFile())
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(100, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(ended).as("ended in time: %s", lines).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("errors.txt"))).isZero();
    return lines;
  }

  /** Paths that lead out, by every way there is. */
  static Stream<Consumer<Mutant>> waysOut() {
    String gene = "var/{key}.values.u8.gz";
    return Stream.of(
        m -> m.set(Mutant.IDENTITY, "/embeddings/files/2d", "\"../outside/points\""),
        m -> m.set(Mutant.IDENTITY, "/embeddings/files/2d", "\"obs/../../outside/points\""),
        m -> m.set(Mutant.IDENTITY, "/embeddings/files/2d", "\"OUTSIDE/points\""),
        m ->
            m.set(
                Mutant.VAR,
                "/_varSchema/pathPattern",
                "\"../outside/" + gene.replace("{key}", m.keyed() ? "{key}" : "{index}") + "\""),
        m -> m.set(Mutant.GRAPH, "/sourcesPath", "\"../outside/points\""),
        m -> linked(m, "obs_manifest.json"),
        m -> linked(m, m.points(2)),
        m -> linked(m, "var"));
  }

  private static void linked(Mutant m, String path) {
    m.afterwards(
        root -> {
          try {
            Path outside = root.resolveSibling("outside").resolve(path);
            Files.createDirectories(outside.getParent());
            Files.move(root.resolve(path), outside);
            Files.createSymbolicLink(root.resolve(path), outside);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("waysOut")
  void nothingOutsideIsReadAndNothingIsWritten(Consumer<Mutant> wayOut) throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.write(outside.resolve("points"), new byte[48 * 8]);
    Mutant mutant = Mutant.of(Golden.INDEXED);
    wayOut.accept(mutant);
    if (mutant.text(Mutant.IDENTITY).contains("OUTSIDE")) {
      mutant.replace(Mutant.IDENTITY, "OUTSIDE", outside.toString());
    }
    mutant.write(root);
    Map<String, FileTime> before = tree(directory);
    List<Path> opened = Collections.synchronizedList(new ArrayList<>());

    ValidationResult result =
        new ValidationRun(
                root,
                ValidationOptions.defaults(),
                file -> {
                  opened.add(file);
                  return ExportFiles.DIRECT.open(file);
                })
            .run();

    assertThat(result.verdict()).isEqualTo(Verdict.ERRORS);
    assertThat(opened).isNotEmpty();
    for (Path file : opened) {
      assertThat(file.normalize().startsWith(root.toRealPath())).as(file.toString()).isTrue();
      assertThat(file.toRealPath().startsWith(root.toRealPath())).as(file.toString()).isTrue();
    }
    assertThat(tree(directory)).isEqualTo(before);
  }

  private static Map<String, FileTime> tree(Path top) throws IOException {
    Map<String, FileTime> tree = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(top)) {
      for (Path path : walk.toList()) {
        tree.put(path.toString(), Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
      }
    }
    return tree;
  }

  /** To open a pipe would wait for somebody who writes to it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dataset_identity.json",
        "obs_manifest.json",
        "points_2d.bin.gz",
        "var/0.values.u8.gz",
        "connectivity/edges.src.bin.gz",
        "left.over"
      })
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aPipeIsNotOpened(String path) throws IOException, InterruptedException {
    Mutant mutant = Mutant.of(Golden.INDEXED);
    mutant.files.remove(path);
    mutant.write(root);
    assumeTrue(
        new ProcessBuilder("mkfifo", root.resolve(path).toString()).start().waitFor() == 0,
        "no named pipes here");

    ValidationResult result = Validator.validate(root);

    assertThat(result.findings())
        .anyMatch(
            f ->
                f.file().equals(path)
                    && Set.of(Rule.FILE_NOT_REGULAR, Rule.FILE_UNDECLARED).contains(f.rule()));
  }

  @Test
  void aCatalogLeadsNowhereElse() throws IOException {
    Mutant mutant = Mutant.of(Golden.KEYED);
    CatalogMutations.fill(mutant);
    mutant.write(root);
    Files.move(root.resolve("b"), directory.resolve("b"));
    Files.createSymbolicLink(root.resolve("b"), directory.resolve("b"));

    ValidationResult result = Validator.validate(root);

    assertThat(result.findings())
        .anyMatch(f -> f.severity() == Severity.ERROR && f.rule() == Rule.CATALOG_DATASET);
    assertThat(result.findings()).noneMatch(f -> f.file().startsWith("b/"));
  }
}
