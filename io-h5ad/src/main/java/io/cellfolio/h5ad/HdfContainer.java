package io.cellfolio.h5ad;

import io.cellfolio.source.SourceMark;
import io.jhdf.Superblock;
import io.jhdf.SymbolTableEntry;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** An open HDF5 file: where its bytes are, and the one place where jhdf's failures are caught. */
final class HdfContainer implements Closeable {
  /** The most that one byte of any supported compression can stand for, rounded up. */
  private static final long MAX_EXPANSION = 1100;

  /** One array may take a third of the heap. */
  private static final int HEAP_SHARE = 3;

  private static final long SMALL_BYTES = 1L << 20;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final Path file;
  private final String name;
  private final FileChannel channel;
  private final long size;
  private final Superblock superblock;

  private HdfContainer(
      Path file, String name, FileChannel channel, long size, Superblock superblock) {
    this.file = file;
    this.name = name;
    this.channel = channel;
    this.size = size;
    this.superblock = superblock;
  }

  static HdfContainer open(Path file) throws IOException {
    Path fileName = file.getFileName();
    String name = fileName == null ? file.toString() : fileName.toString();
    if (ForeignBytes.isZarrStore(file)) {
      throw ForeignBytes.zarrStore(name);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long size = channel.size();
      long base = findSignature(name, channel, size);
      Superblock superblock =
          call(name, "/", () -> checkSuperblock(name, Superblock.readSuperblock(channel, base)));
      if (superblock.getBaseAddressByte() != base) {
        throw new MalformedH5adException(
            name,
            "/",
            "a superblock with base address " + base,
            "base address " + superblock.getBaseAddressByte());
      }
      if (superblock.getEndOfFileAddress() > size || superblock.getEndOfFileAddress() < 0) {
        throw new MalformedH5adException(
            name,
            "/",
            superblock.getEndOfFileAddress() + " bytes as its superblock says",
            size + " bytes: the file is truncated, copy or download it again");
      }
      return new HdfContainer(file, name, channel, size, superblock);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static Superblock checkSuperblock(String name, Superblock superblock)
      throws UnsupportedEncodingException {
    if (superblock.getSizeOfOffsets() != 8 || superblock.getSizeOfLengths() != 8) {
      throw new UnsupportedEncodingException(
          name,
          "/",
          "an HDF5 file with addresses of "
              + superblock.getSizeOfOffsets()
              + " bytes and lengths of "
              + superblock.getSizeOfLengths()
              + " bytes",
          "rewrite it with h5repack");
    }
    return superblock;
  }

  private static long findSignature(String name, FileChannel channel, long size)
      throws IOException {
    for (long offset = 0;
        offset <= size - SIGNATURE.length;
        offset = offset == 0 ? 512 : offset * 2) {
      ByteBuffer start = ByteBuffer.allocate(SIGNATURE.length);
      readFully(channel, start, offset);
      if (Arrays.equals(start.array(), SIGNATURE)) {
        return offset;
      }
    }
    throw ForeignBytes.refusal(name, channel, size);
  }

  /** The file's name without directories. */
  String name() {
    return name;
  }

  /** What tells whether the file is still the same. */
  SourceMark mark() throws IOException {
    return FileMark.of(file, channel);
  }

  /** The file's size in bytes. */
  long size() {
    return size;
  }

  Superblock superblock() {
    return superblock;
  }

  /** A fresh view for one metadata operation, with its own limit on what it may read. */
  MetadataView metadata() {
    return new MetadataView(this);
  }

  HdfObject root() throws IOException {
    long address =
        call(
            "/",
            () -> {
              if (superblock instanceof Superblock.SuperblockV0V1 old) {
                return new SymbolTableEntry(
                        metadata(), old.getRootGroupSymbolTableAddress() - old.getBaseAddressByte())
                    .getObjectHeaderAddress();
              }
              return ((Superblock.SuperblockV2V3) superblock).getRootGroupObjectHeaderAddress();
            });
    return HdfObject.open(this, "", address);
  }

  /** Fills the buffer from an HDF5 address. */
  void read(ByteBuffer target, long address) throws IOException {
    readFully(channel, target, Math.addExact(superblock.getBaseAddressByte(), address));
  }

  /** Whether a range lies inside the file. */
  boolean holds(long address, long length) {
    long end = size - superblock.getBaseAddressByte();
    return address >= 0 && length >= 0 && length <= end && address <= end - length;
  }

  /** The most bytes that a file of this size can sensibly stand for. */
  long plausibleBytes() {
    return SMALL_BYTES + (size > Long.MAX_VALUE / MAX_EXPANSION / 2 ? size : size * MAX_EXPANSION);
  }

  /**
   * Refuses an array that leaves too little of the Java heap for everything else.
   *
   * @param location what the array is for
   * @param bytes its size
   */
  void requireHeap(String location, long bytes) throws UnsupportedEncodingException {
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap / HEAP_SHARE) {
      throw new UnsupportedEncodingException(
          name,
          location,
          "an array of " + bytes + " bytes in a Java heap of " + heap,
          "give Java a larger heap with -Xmx, or leave it out of the file");
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer target, long position)
      throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        throw new EOFException("read beyond the end of the file, at " + at);
      }
      at += count;
    }
    target.flip();
  }

  /** Something that may fail in any way that a parser of damaged bytes can fail. */
  interface Attempt<T> {
    T run() throws IOException;
  }

  <T> T call(String location, Attempt<T> attempt) throws IOException {
    return call(name, location, attempt);
  }

  private static <T> T call(String file, String location, Attempt<T> attempt) throws IOException {
    try {
      return attempt.run();
    } catch (UnsupportedHdfException e) {
      throw unsupported(file, location, e);
    } catch (NoSuchPartException e) {
      throw e;
    } catch (RuntimeException e) {
      Throwable root = root(e);
      if (root instanceof IOException failure && !(root instanceof EOFException)) {
        throw failure;
      }
      String reason = rootMessage(e);
      if (isUnsupported(e, reason)) {
        throw unsupported(file, location, e);
      }
      throw new MalformedH5adException(file, location, "readable HDF5 structures", reason, e);
    } catch (StackOverflowError e) {
      throw new MalformedH5adException(
          file, location, "HDF5 structures of finite depth", "structures nested without end", e);
    } catch (OutOfMemoryError e) {
      throw new MalformedH5adException(
          file,
          location,
          "structures that fit into the Java heap of "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB",
          "larger ones",
          e);
    } catch (EOFException e) {
      throw new MalformedH5adException(
          file, location, "data inside the file", String.valueOf(e.getMessage()), e);
    }
  }

  /** jhdf says of most structures that it does not know them, and of some only in the message. */
  private static boolean isUnsupported(RuntimeException failure, String reason) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 32; depth++) {
      if (cause instanceof UnsupportedHdfException) {
        return true;
      }
      cause = cause.getCause();
    }
    return reason.startsWith("Unrecognized version") || reason.contains("Unrecognized datatype");
  }

  private static UnsupportedEncodingException unsupported(
      String file, String location, RuntimeException e) {
    return new UnsupportedEncodingException(
        file,
        location,
        "an HDF5 structure (" + rootMessage(e) + ")",
        "rewrite the file with default settings, for example with h5repack or h5py without libver",
        e);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 32; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = root(failure);
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
