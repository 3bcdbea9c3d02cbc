package io.cellfolio.export;

import io.cellfolio.format.UtcTime;
import io.cellfolio.quant.ColumnRange;
import java.io.Closeable;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The record, beside a stage, of the genes that are in it. One line is added when a payload is
 * complete, and written a moment later, with those of other genes; every line carries its own
 * checksum, so that a torn one ends the record.
 *
 * <p>Normative text: {@code docs/format/transaction.md}.
 */
final class ProgressFile implements Closeable {
  private static final String FORMAT = "cellfolio-progress 1";
  private static final int CHECKSUM_DIGITS = 8;
  private static final int GENE_FIELDS = 11;
  private static final HexFormat HEX = HexFormat.of();

  /** How much work is lost at most when the process ends without closing the record. */
  private static final long PAUSE_NANOS = 50_000_000L;

  /**
   * What a record says.
   *
   * @param key what the payloads follow from
   * @param createdAt the time that the export records
   * @param nGenes how many genes the export has
   * @param staged complete payloads in the order of their writing
   */
  record Content(ResumeKey key, Instant createdAt, int nGenes, List<StagedGene> staged) {}

  private final Path file;
  private final FileChannel channel;
  private final StringBuilder waiting = new StringBuilder();
  private long written = System.nanoTime();

  private ProgressFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Writes a record and leaves it open for more genes; an earlier one is replaced as a whole. */
  static ProgressFile write(Path file, Path draft, Content content) throws IOException {
    StringBuilder text = new StringBuilder(line(FORMAT));
    for (var member : content.key.members().entrySet()) {
      text.append(line("member " + encoded(member.getKey()) + " " + encoded(member.getValue())));
    }
    text.append(line("created " + UtcTime.text(content.createdAt)));
    text.append(line("genes " + content.nGenes));
    for (StagedGene gene : content.staged) {
      text.append(line(gene));
    }
    FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      writeFully(channel, text.toString());
      channel.force(true);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return new ProgressFile(file, channel);
    } catch (IOException e) {
      channel.close();
      throw WriteFailure.at(file, e);
    }
  }

  /** Adds a gene whose payload is complete and closed. */
  void add(StagedGene gene) throws IOException {
    String line = line(gene);
    synchronized (this) {
      waiting.append(line);
      long now = System.nanoTime();
      if (now - written > PAUSE_NANOS) {
        written = now;
        flush();
      }
    }
  }

  private void flush() throws IOException {
    String lines = waiting.toString();
    waiting.setLength(0);
    try {
      writeFully(channel, lines);
    } catch (IOException e) {
      throw WriteFailure.at(file, e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      flush();
    } finally {
      channel.close();
    }
  }

  /** Reads a record up to its first torn line; empty when it has no complete head. */
  static Optional<Content> read(Path file) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    Instant created = null;
    int nGenes = -1;
    List<StagedGene> staged = new ArrayList<>();
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int from = 0;
    try {
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        Optional<String> line = checked(text.substring(from, end));
        if (line.isEmpty() || from == 0 && !line.get().equals(FORMAT)) {
          break;
        }
        String[] words = line.get().split(" ", -1);
        switch (words[0]) {
          case "member" -> members.put(decoded(words[1]), decoded(words[2]));
          case "created" -> created = Instant.parse(words[1]);
          case "genes" -> nGenes = Integer.parseInt(words[1]);
          case "gene" -> staged.add(gene(words));
          default -> members.remove(FORMAT);
        }
        from = end + 1;
      }
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      // A checksum that holds over a line that does not parse: written by another version.
      return Optional.empty();
    }
    return created == null || nGenes < 0
        ? Optional.empty()
        : Optional.of(new Content(new ResumeKey(members), created, nGenes, staged));
  }

  private static StagedGene gene(String[] words) {
    if (words.length != GENE_FIELDS + 1) {
      throw new IllegalArgumentException("a gene with " + words.length + " words");
    }
    return new StagedGene(
        Integer.parseInt(words[1]),
        new PayloadReceipt(
            decoded(words[2]),
            Long.parseLong(words[3]),
            Long.parseLong(words[4]),
            Integer.parseUnsignedInt(words[5], 16),
            Integer.parseUnsignedInt(words[6], 16)),
        new ColumnRange(
            Double.longBitsToDouble(Long.parseUnsignedLong(words[7], 16)),
            Double.longBitsToDouble(Long.parseUnsignedLong(words[8], 16)),
            Long.parseLong(words[9]),
            Long.parseLong(words[10]),
            Long.parseLong(words[11])));
  }

  // Put together by hand: a formatter for each of tens of thousands of genes takes a tenth of all
  // time.
  private static String line(StagedGene gene) {
    PayloadReceipt receipt = gene.receipt();
    ColumnRange range = gene.range();
    StringBuilder text = new StringBuilder(160);
    text.append("gene ").append(gene.gene());
    text.append(' ').append(encoded(receipt.path()));
    text.append(' ').append(receipt.storedBytes());
    text.append(' ').append(receipt.rawBytes());
    text.append(' ').append(HEX.toHexDigits(receipt.crc32()));
    text.append(' ').append(HEX.toHexDigits(receipt.storedCrc32()));
    text.append(' ').append(HEX.toHexDigits(Double.doubleToRawLongBits(range.min())));
    text.append(' ').append(HEX.toHexDigits(Double.doubleToRawLongBits(range.max())));
    text.append(' ').append(range.finite());
    text.append(' ').append(range.nan());
    text.append(' ').append(range.infinite());
    return line(text.toString());
  }

  private static String line(String text) {
    return HEX.toHexDigits(checksum(text)) + " " + text + "\n";
  }

  private static Optional<String> checked(String line) {
    if (line.length() <= CHECKSUM_DIGITS || line.charAt(CHECKSUM_DIGITS) != ' ') {
      return Optional.empty();
    }
    String text = line.substring(CHECKSUM_DIGITS + 1);
    return line.startsWith(HEX.toHexDigits(checksum(text))) ? Optional.of(text) : Optional.empty();
  }

  private static int checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return (int) crc.getValue();
  }

  private static String encoded(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean kept =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '-' && c <= '9' || c == '_';
      if (!kept) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
      }
    }
    // Most paths have nothing else to be encoded; between '-' and '9' there are '.' and '/' only.
    return value.replace("/", "%2F");
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private static void writeFully(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
