package io.cellfolio.export;

import io.cellfolio.format.UtcTime;
import io.cellfolio.source.SourceMark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Everything that the bytes of gene payloads follow from. An interrupted export can be gone on from
 * when its key is equal.
 *
 * @param members what it is, by what people call it, in a fixed order
 */
record ResumeKey(Map<String, String> members) {
  private static final int DIGEST_SHOWN = 12;

  ResumeKey {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** The key of an export of a source that the mark tells from others. */
  static ResumeKey of(SourceMark mark, PlannedGenes genes, ExportOptions options) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("program", Writer.VERSION);
    members.put("path of the source", mark.location());
    members.put("size of the source", mark.bytes() + " bytes");
    members.put("modification time of the source", UtcTime.text(mark.modified()));
    members.put("content of the source", mark.content());
    members.put("matrix", genes.matrix().location() + ", " + genes.matrix().storage());
    members.put("layout", options.layout().name());
    members.put("gene values", genes.type().dtype());
    members.put("rounding", options.rounding().toString());
    members.put(
        "compression",
        genes.compression().gzipped()
            ? "gzip level " + genes.compression().level().getAsInt()
            : "none");
    members.put("cells", Integer.toString(genes.nCells()));
    members.put("genes", genes.names().size() + " " + digest(genes));
    return new ResumeKey(members);
  }

  /** What is not the same in an interrupted export, one clause each. */
  List<String> differencesTo(ResumeKey interrupted) {
    List<String> differences = new ArrayList<>();
    members.forEach(
        (name, now) -> {
          String then = interrupted.members.getOrDefault(name, "nothing");
          if (!then.equals(now)) {
            differences.add("%s: was %s, is %s".formatted(name, shown(then), shown(now)));
          }
        });
    return differences;
  }

  private static String shown(String value) {
    return value.replaceAll("([0-9a-f]{" + DIGEST_SHOWN + "})[0-9a-f]{20,}", "$1");
  }

  /** Two checksums, which tell accidents apart. */
  private static String digest(PlannedGenes genes) {
    StringBuilder text = new StringBuilder();
    for (int gene = 0; gene < genes.names().size(); gene++) {
      text.append(genes.columns()[gene]).append(' ').append(genes.names().get(gene)).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    Adler32 adler = new Adler32();
    adler.update(bytes);
    return HexFormat.of().toHexDigits(crc.getValue() << Integer.SIZE | adler.getValue());
  }
}
