package io.cellfolio.h5ad;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Names what people take for an {@code .h5ad} file and is none, by its first bytes. */
final class ForeignBytes {
  private static final int SAMPLE = 4096;
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] BZIP2 = {'B', 'Z', 'h'};
  private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final List<String> ZARR_MARKS = List.of(".zgroup", ".zattrs", "zarr.json");
  private static final int TAR_MARK = 257;

  private static final String TO_H5AD = "write_h5ad('data.h5ad')";
  private static final Kind ZARR_STORE =
      new Kind("a Zarr store", "convert it with Python: anndata.read_zarr('data.zarr')." + TO_H5AD);
  private static final Kind R_DATA =
      new Kind(
          "an R data file (.rds or .RData)",
          "write the object as .h5ad in R, for example with anndataR or zellkonverter");

  /** What it is, and what to do. */
  private record Kind(String name, String advice) {}

  private ForeignBytes() {}

  /** Whether a directory is a Zarr store. */
  static boolean isZarrStore(Path directory) {
    for (String mark : ZARR_MARKS) {
      if (Files.isRegularFile(directory.resolve(mark))) {
        return true;
      }
    }
    return false;
  }

  static UnsupportedEncodingException zarrStore(String name) {
    return new UnsupportedEncodingException(name, "/", ZARR_STORE.name, ZARR_STORE.advice);
  }

  /** The refusal of a file that is no HDF5. */
  static IOException refusal(String name, FileChannel channel, long size) throws IOException {
    if (size == 0) {
      return new MalformedH5adException(
          name, "/", "an HDF5 file", "an empty file: copy or download it again");
    }
    byte[] start = sample(channel, size);
    if (isMarkup(start)) {
      return new MalformedH5adException(
          name,
          "/",
          "an HDF5 file",
          "a web page, as failed downloads leave it: download it again, and look into it for the"
              + " reason");
    }
    Optional<Kind> kind = kind(start);
    return kind.isPresent()
        ? new UnsupportedEncodingException(name, "/", kind.get().name, kind.get().advice)
        : new MalformedH5adException(
            name,
            "/",
            "an HDF5 file",
            "a file without HDF5 signature: it is of another kind, or its start is damaged");
  }

  private static byte[] sample(FileChannel channel, long size) throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(SAMPLE, size));
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
      // Reads until the sample is full or the file ends.
    }
    return Arrays.copyOf(start.array(), start.position());
  }

  private static Optional<Kind> kind(byte[] start) {
    if (startsWith(start, GZIP)) {
      return Optional.of(compressed("gzip", "gunzip", inflated(start)));
    }
    if (startsWith(start, ZSTD)) {
      return Optional.of(compressed("zstd", "zstd -d", new byte[0]));
    }
    if (startsWith(start, BZIP2)) {
      return Optional.of(compressed("bzip2", "bunzip2", new byte[0]));
    }
    if (startsWith(start, XZ)) {
      return Optional.of(compressed("xz", "unxz", new byte[0]));
    }
    if (startsWith(start, ZIP)) {
      String text = latin(start);
      return Optional.of(
          ZARR_MARKS.stream().anyMatch(text::contains)
              ? new Kind("a zipped Zarr store", ZARR_STORE.advice)
              : new Kind("a zip archive", "unpack it and give the .h5ad file in it"));
    }
    if (start.length > TAR_MARK + 5 && latin(start).startsWith("ustar", TAR_MARK)) {
      return Optional.of(new Kind("a tar archive", "unpack it and give the .h5ad file in it"));
    }
    return plain(start);
  }

  private static Kind compressed(String codec, String command, byte[] content) {
    if (startsWith(content, HDF5)) {
      return new Kind(
          "an HDF5 file inside " + codec, "unpack it first, for example with " + command);
    }
    Optional<Kind> inner = content.length == 0 ? Optional.empty() : plain(content);
    return inner.isPresent()
        ? new Kind(inner.get().name + " inside " + codec, inner.get().advice)
        : new Kind(
            "a file compressed with " + codec,
            "unpack it first, for example with " + command + ", and give the .h5ad file in it");
  }

  private static Optional<Kind> plain(byte[] start) {
    String text = latin(start);
    if (text.startsWith("RDX") || text.startsWith("RDA") || text.startsWith("X\n\0\0\0")) {
      return Optional.of(R_DATA);
    }
    if (text.startsWith("%%MatrixMarket")) {
      return Optional.of(
          new Kind(
              "a Matrix Market file (.mtx)",
              "convert the folder with Python: scanpy.read_10x_mtx('folder')." + TO_H5AD));
    }
    if (text.startsWith("version https://git-lfs")) {
      return Optional.of(
          new Kind("a Git LFS pointer in place of the file", "fetch it with git lfs pull"));
    }
    if (isText(start)) {
      boolean table = firstLine(text).indexOf(',') >= 0 || firstLine(text).indexOf('\t') >= 0;
      return Optional.of(
          table
              ? new Kind(
                  "a text table (CSV or TSV)",
                  "convert it with Python: anndata.read_csv('data.csv')." + TO_H5AD)
              : new Kind("a text file", "give the .h5ad file itself"));
    }
    return Optional.empty();
  }

  private static boolean isMarkup(byte[] start) {
    String text = latin(start).stripLeading().toLowerCase(Locale.ROOT);
    return text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<?xml");
  }

  private static boolean isText(byte[] start) {
    int at = 0;
    while (at < start.length
        && ((start[at] & 0xff) >= ' '
            || start[at] == '\t'
            || start[at] == '\n'
            || start[at] == '\r')
        && start[at] != 0x7f) {
      at++;
    }
    return at == start.length && firstLine(latin(start)).chars().allMatch(c -> c < 0x7f);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The first bytes inside a gzip, as far as the sample reaches; empty when it is damaged. */
  private static byte[] inflated(byte[] start) {
    byte[] content = new byte[512];
    int length = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(start))) {
      for (int count = 0; count >= 0 && length < content.length; length += count) {
        count = in.read(content, length, content.length - length);
        if (count < 0) {
          break;
        }
      }
    } catch (IOException e) {
      // The sample ends inside the stream; what came before counts.
      return Arrays.copyOf(content, length);
    }
    return Arrays.copyOf(content, length);
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
