package io.cellfolio.validate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Results that tests of reports write down: without findings, with many, and with hostile ones. */
enum ReportedExports {
  CLEAN,
  DAMAGED,
  HOSTILE,
  COMPARED,
  CATALOG,
  NOT_AN_EXPORT;

  static final String SCRIPT = "<script>document.title='taken'</script>";

  /** Validates an export of this kind, which is written to a directory. */
  ValidationResult in(Path directory) {
    Mutant mutant = Mutant.of(this == CATALOG ? Golden.KEYED : Golden.INDEXED);
    switch (this) {
      case DAMAGED -> damage(mutant);
      case HOSTILE -> infest(mutant);
      case CATALOG -> CatalogMutations.fill(mutant);
      default -> {}
    }
    if (this != NOT_AN_EXPORT) {
      mutant.write(directory);
    }
    if (this != COMPARED) {
      return Validator.validate(directory);
    }
    try {
      SourceData data = SourceData.of(mutant);
      data.gene("ENSG00000000003.15")[5] += 1;
      return Validator.compare(directory, data.build(), ValidationOptions.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void damage(Mutant mutant) {
    mutant.set(Mutant.IDENTITY, "/stats/n_cells", "47");
    mutant.set(Mutant.VAR, "/fields/2/1", "\"\"");
    mutant.files.remove(mutant.file("var/1."));
    mutant.editStored(mutant.file("var/0."), bytes -> java.util.Arrays.copyOf(bytes, 30));
    mutant.editStored(
        mutant.file("obs/0."),
        bytes -> {
          bytes[1] = 0;
          return bytes;
        });
    mutant.editRaw(mutant.points(2), raw -> raw.putFloat(8, Float.NaN));
    mutant.files.put("notes.txt", new byte[3]);
  }

  /** Names that mean something to pages, XML, URIs, terminals and encoders. */
  private static void infest(Mutant mutant) {
    String field = mutant.continuous("n_counts");
    mutant.set(Mutant.OBS, field + "/1", "\"" + SCRIPT + "\"");
    String category = mutant.tuple(Mutant.OBS, "_categoricalFields", firstCategory(mutant));
    mutant.set(Mutant.OBS, category + "/1", "\"<img src=x onerror=document.title='taken'>\"");
    mutant.set(Mutant.OBS, category + "/2/0", "\"" + SCRIPT + "]]>&\\\"'\"");
    mutant.set(Mutant.VAR, "/fields/0/1", "\"" + SCRIPT + "\\u0007\\ud800\\u202e\"");
    mutant.set(Mutant.IDENTITY, "/name", "\"</title>" + SCRIPT + "\"");
    mutant.set(
        Mutant.IDENTITY, "/embeddings/files/2d", "\"a:b%2f?#\\u0001" + SCRIPT + "\\ud800.bin.gz\"");
    mutant.files.put("https:/evil&\"'<b>\u0001\u202e" + "%41.bin", new byte[1]);
  }

  private static String firstCategory(Mutant mutant) {
    return mutant.at(Mutant.OBS, "/_categoricalFields/0").get(mutant.head() - 1).asText();
  }

  static byte[] render(ReportFormat format, ValidationResult result) {
    return render(format.renderer(), result);
  }

  static byte[] render(ReportRenderer renderer, ValidationResult result) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      renderer.render(result, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(ReportFormat format, ValidationResult result) {
    return new String(render(format, result), StandardCharsets.UTF_8);
  }
}
