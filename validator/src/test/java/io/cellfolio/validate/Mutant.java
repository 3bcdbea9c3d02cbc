package io.cellfolio.validate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/** An export in memory that tests damage before they write it to disk. */
final class Mutant {
  static final String IDENTITY = "dataset_identity.json";
  static final String OBS = "obs_manifest.json";
  static final String VAR = "var_manifest.json";
  static final String GRAPH = "connectivity_manifest.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  final Golden golden;
  final Map<String, byte[]> files;
  private final List<Consumer<Path>> afterwards = new ArrayList<>();
  private UnaryOperator<ExportFiles.Opener> opener = UnaryOperator.identity();

  private Mutant(Golden golden) {
    this.golden = golden;
    this.files = golden.files();
  }

  static Mutant of(Golden golden) {
    return new Mutant(golden);
  }

  boolean keyed() {
    return golden.keyed();
  }

  /** Members before the categories, bounds and so on in tuples. */
  int head() {
    return keyed() ? 1 : 2;
  }

  void write(Path directory) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path target = directory.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    afterwards.forEach(action -> action.accept(directory));
  }

  ExportFiles.Opener opener() {
    return opener.apply(ExportFiles.DIRECT);
  }

  void open(UnaryOperator<ExportFiles.Opener> wrapper) {
    opener = wrapper;
  }

  /** Does something to the directory after everything is written. */
  void afterwards(Consumer<Path> action) {
    afterwards.add(action);
  }

  // Documents.

  String text(String document) {
    return new String(files.get(document), StandardCharsets.UTF_8);
  }

  void setText(String document, String text) {
    files.put(document, text.getBytes(StandardCharsets.UTF_8));
  }

  void replace(String document, String from, String to) {
    String text = text(document);
    if (!text.contains(from)) {
      throw new IllegalStateException(document + " lacks " + from);
    }
    setText(
        document,
        text.replaceFirst(
            java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
  }

  JsonNode read(String document) {
    try {
      return JSON.readTree(files.get(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode at(String document, String pointer) {
    JsonNode node = read(document).at(pointer);
    if (node.isMissingNode()) {
      throw new IllegalStateException(document + " lacks " + pointer);
    }
    return node;
  }

  void edit(String document, Consumer<JsonNode> change) {
    JsonNode root = read(document);
    change.accept(root);
    setText(document, root.toString());
  }

  /** Sets a value, given as JSON text, at a place. */
  void set(String document, String pointer, String json) {
    JsonPointer place = JsonPointer.compile(pointer);
    edit(
        document,
        root -> {
          JsonNode parent = root.at(place.head());
          JsonNode value = parse(json);
          if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), value);
          } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
          }
        });
  }

  void remove(String document, String pointer) {
    JsonPointer place = JsonPointer.compile(pointer);
    edit(
        document,
        root -> {
          JsonNode parent = root.at(place.head());
          JsonNode removed =
              parent instanceof ObjectNode object
                  ? object.remove(place.last().getMatchingProperty())
                  : ((ArrayNode) parent).remove(place.last().getMatchingIndex());
          if (removed == null) {
            throw new IllegalStateException(document + " lacks " + pointer);
          }
        });
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tuple of an obs field or gene, as JSON pointer. */
  String tuple(String document, String array, String key) {
    JsonNode list = at(document, "/" + array);
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).get(head() - 1).asText().equals(key)) {
        return "/" + array + "/" + i;
      }
    }
    throw new IllegalStateException(document + " lacks " + key);
  }

  String category(String key) {
    return tuple(OBS, "_categoricalFields", key);
  }

  String continuous(String key) {
    return tuple(OBS, "_continuousFields", key);
  }

  // Payloads.

  /** The path of a payload; in the layouts it is named after the key or the number. */
  String path(String folder, String key, String kind) {
    String document = folder.equals("var") ? VAR : OBS;
    String name = io.cellfolio.format.FileNames.sanitize(key);
    if (!keyed()) {
      String array =
          folder.equals("var")
              ? "fields"
              : kind.equals("values") ? "_continuousFields" : "_categoricalFields";
      name = at(document, tuple(document, array, key)).get(0).asText();
    }
    String start = folder + "/" + name + "." + kind + ".";
    return files.keySet().stream()
        .filter(path -> path.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no file " + start));
  }

  /** The path of the values of a gene that has negative ones. */
  String gene() {
    return path("var", "negative", "values");
  }

  String points(int dimension) {
    String start = "points_" + dimension + "d.bin";
    return files.containsKey(start) ? start : start + ".gz";
  }

  String file(String start) {
    return files.keySet().stream()
        .filter(path -> path.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no file " + start));
  }

  byte[] raw(String path) {
    byte[] stored = files.get(path);
    if (!path.endsWith(".gz")) {
      return stored.clone();
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void setRaw(String path, byte[] raw) {
    files.put(path, path.endsWith(".gz") ? Golden.gzip(raw) : raw);
  }

  /** Changes the content of a payload. */
  void editRaw(String path, Consumer<ByteBuffer> change) {
    byte[] raw = raw(path);
    change.accept(ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN));
    setRaw(path, raw);
  }

  /** Changes the stored bytes of a file. */
  void editStored(String path, UnaryOperator<byte[]> change) {
    files.put(path, change.apply(files.get(path).clone()));
  }

  void rename(String from, String to) {
    files.put(to, files.remove(from));
  }
}
