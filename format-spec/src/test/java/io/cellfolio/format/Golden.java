package io.cellfolio.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files of {@code goldens/}, made by {@code src/test/python/make_json_goldens.py}. */
final class Golden {
  /** A document of {@code goldens/documents} and what reads it. */
  record Document(String path, Layout layout, String file) {
    byte[] bytes() {
      return Golden.bytes("documents/" + path);
    }

    byte[] rewrite(byte[] json) throws IOException {
      return Golden.rewrite(ManifestCodec.of(layout), file, json);
    }

    @Override
    public String toString() {
      return path;
    }
  }

  private Golden() {}

  static byte[] bytes(String path) {
    String resource = "/goldens/" + path;
    try (InputStream in = Golden.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError(resource + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(resource, e);
    }
  }

  static List<String> lines(String path) {
    return text(path).lines().toList();
  }

  static String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** All documents. */
  static List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    for (Layout layout : Layout.all()) {
      for (String kind : List.of("small", "full")) {
        for (String file :
            List.of(
                Layout.IDENTITY_FILE,
                Layout.OBS_MANIFEST_FILE,
                Layout.VAR_MANIFEST_FILE,
                Layout.CONNECTIVITY_MANIFEST_FILE)) {
          documents.add(document(layout + "/" + kind + "/" + file));
        }
      }
      documents.add(document(layout + "/no-fields/" + Layout.OBS_MANIFEST_FILE));
    }
    documents.add(document("indexed/no-outliers/" + Layout.OBS_MANIFEST_FILE));
    documents.add(document(Layout.CATALOG_FILE));
    return documents;
  }

  /** One document by its path below {@code goldens/documents}. */
  static Document document(String path) {
    Layout layout = path.startsWith("indexed/") ? Layout.indexed() : Layout.keyed();
    return new Document(path, layout, path.substring(path.lastIndexOf('/') + 1));
  }

  /** Reads a document and writes what was read. */
  static byte[] rewrite(ManifestCodec codec, String file, byte[] json) throws IOException {
    return switch (file) {
      case Layout.IDENTITY_FILE -> codec.write(codec.readIdentity(json));
      case Layout.OBS_MANIFEST_FILE -> codec.write(codec.readObs(json));
      case Layout.VAR_MANIFEST_FILE -> codec.write(codec.readVar(json));
      case Layout.CONNECTIVITY_MANIFEST_FILE -> codec.write(codec.readConnectivity(json));
      case Layout.CATALOG_FILE -> codec.write(codec.readCatalog(json));
      default -> throw new AssertionError(file);
    };
  }
}
