package io.cellfolio.h5ad;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * What jhdf's parsers see of a file during one operation. Every request is checked against the file
 * before anything is allocated, and the sum of all requests is bounded, so that structures that
 * refer to themselves end.
 */
final class MetadataView implements HdfBackingStorage {
  private static final long FLOOR_BYTES = 4L << 20;

  private final HdfContainer container;
  private long allowance;

  MetadataView(HdfContainer container) {
    this.container = container;
    this.allowance = Math.addExact(FLOOR_BYTES, Math.multiplyExact(8L, container.size()));
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    if (!container.holds(address, length)) {
      throw new HdfException(
          length + " bytes at address " + address + ", beyond the end of the file");
    }
    // A request of no bytes still costs, or a cycle of them would never end.
    allowance -= length + 16L;
    if (allowance < 0) {
      throw new HdfException("structures that refer to each other in a circle");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    try {
      container.read(buffer, address);
    } catch (IOException e) {
      throw new HdfException("failed to read " + length + " bytes at address " + address, e);
    }
    return buffer;
  }

  @Override
  public ByteBuffer map(long address, long length) {
    if (length > Integer.MAX_VALUE) {
      throw new HdfException("a block of " + length + " bytes at address " + address);
    }
    return readBufferFromAddress(address, (int) length);
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    return map(address - getUserBlockSize(), length);
  }

  @Override
  public long getUserBlockSize() {
    return container.superblock().getBaseAddressByte();
  }

  @Override
  public Superblock getSuperblock() {
    return container.superblock();
  }

  @Override
  public FileChannel getFileChannel() {
    throw new HdfException("direct access to the file was asked for while reading metadata");
  }

  @Override
  public int getSizeOfOffsets() {
    return container.superblock().getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return container.superblock().getSizeOfLengths();
  }

  @Override
  public void close() {
    // The container owns the file.
  }

  @Override
  public long size() {
    return container.size();
  }

  @Override
  public boolean inMemory() {
    return false;
  }
}
