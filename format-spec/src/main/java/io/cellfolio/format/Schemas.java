package io.cellfolio.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * JSON Schemas (draft 2020-12) of the documents, for tools in any language. Copies are in {@code
 * docs/schemas}.
 *
 * <p>A schema describes a document as its layout's writer writes it, with the standard file names.
 * {@link ManifestCodec} reads a little more, for example other directories in path patterns, since
 * viewers do. What spans several places or documents, such as unique keys, gapless positions and
 * matching counts, no schema can say.
 */
public final class Schemas {
  private static final String FOLDER = "schemas/";
  private static final String URI_PREFIX = "urn:cellfolio:schema:";
  private static final String URI_VERSION = ":1";
  private static final List<String> LAYOUT_FILES =
      List.of(
          Layout.IDENTITY_FILE,
          Layout.OBS_MANIFEST_FILE,
          Layout.VAR_MANIFEST_FILE,
          Layout.CONNECTIVITY_MANIFEST_FILE);

  private Schemas() {}

  /**
   * All schemas.
   *
   * @return names such as {@code keyed/obs_manifest} and {@code datasets}
   */
  public static List<String> names() {
    return Stream.concat(
            Layout.all().stream()
                .flatMap(layout -> LAYOUT_FILES.stream().map(file -> nameFor(layout, file))),
            Stream.of(stem(Layout.CATALOG_FILE)))
        .toList();
  }

  /**
   * The schema of a document.
   *
   * @param layout keyed or indexed
   * @param file a document's file name, for example {@link Layout#OBS_MANIFEST_FILE}
   * @return the schema's name
   * @throws IllegalArgumentException when no document is called so
   */
  public static String nameFor(Layout layout, String file) {
    if (file.equals(Layout.CATALOG_FILE)) {
      return stem(file);
    }
    if (!LAYOUT_FILES.contains(file)) {
      throw new IllegalArgumentException("no document of an export is called '" + file + "'");
    }
    return layout.name() + "/" + stem(file);
  }

  /**
   * The text of a schema.
   *
   * @param name one of {@link #names()}
   * @return the schema, a JSON document
   * @throws IllegalArgumentException for any other name
   */
  public static String text(String name) {
    check(name);
    String resource = FOLDER + name + ".schema.json";
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the schema " + resource + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema " + resource + " cannot be read", e);
    }
  }

  /**
   * The identifier of a schema.
   *
   * @param name one of {@link #names()}
   * @return its {@code $id}, for example {@code urn:cellfolio:schema:keyed:obs_manifest:1}
   * @throws IllegalArgumentException for any other name
   */
  public static URI uri(String name) {
    check(name);
    return URI.create(URI_PREFIX + name.replace('/', ':') + URI_VERSION);
  }

  private static void check(String name) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(
          "unknown schema '%s': expected one of %s".formatted(name, String.join(", ", names())));
    }
  }

  private static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }
}
