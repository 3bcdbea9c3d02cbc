package io.cellfolio.h5ad;

import io.jhdf.ObjectHeader;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.indexing.ChunkImpl;
import io.jhdf.dataset.chunked.indexing.FixedArrayIndexWriter;
import io.jhdf.exceptions.HdfWritingException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

/**
 * A dataset of one dimension that is copied from a file of its elements, a piece at a time: in one
 * stretch, or in compressed chunks. jhdf itself wants all elements in memory.
 */
final class PiecewiseDataset extends WritableDatasetImpl {
  private static final int CHUNK_ELEMENTS = 1 << 17;
  private static final int DEFLATE_FILTER = 1;
  private static final long UNDEFINED = -1L;

  private final DataType type;
  private final Path elements;
  private final long count;
  private final int level;

  /**
   * Prepares a dataset.
   *
   * @param elements a file of the elements in the type's own form
   * @param count how many there are
   * @param level 1 to 9 to compress them, 0 not to
   */
  PiecewiseDataset(String name, Group parent, DataType type, Path elements, long count, int level) {
    // The superclass insists on data whose type it can tell.
    super(new byte[] {0}, name, parent);
    this.type = type;
    this.elements = elements;
    this.count = count;
    this.level = count > 0 ? level : 0;
  }

  @Override
  public long write(HdfFileChannel channel, long position) {
    // The layout message takes the same room whatever the address is.
    int headerBytes = header(position, layout(UNDEFINED)).limit();
    long start = position + headerBytes;
    try (FileChannel from = FileChannel.open(elements)) {
      if (level == 0) {
        copy(from, channel.getFileChannel(), start);
        channel.write(header(position, layout(count == 0 ? UNDEFINED : start)), position);
        return end(channel, start + bytes());
      }
      List<Chunk> chunks = new ArrayList<>();
      long indexAt = compress(from, channel, start, chunks);
      ByteBuffer index =
          FixedArrayIndexWriter.createFixedArray(
              chunks, indexAt, CHUNK_ELEMENTS * type.getSize(), true, pageBits());
      int indexBytes = index.remaining();
      writeFully(channel.getFileChannel(), index, indexAt);
      channel.write(header(position, layout(indexAt)), position);
      return end(channel, indexAt + indexBytes);
    } catch (IOException e) {
      throw new HdfWritingException(e.getMessage(), e);
    }
  }

  private static long end(HdfFileChannel channel, long position) {
    channel.position(position);
    return position;
  }

  private long bytes() {
    return Math.multiplyExact(count, (long) type.getSize());
  }

  private void copy(FileChannel from, FileChannel to, long start) throws IOException {
    to.position(start);
    for (long done = 0; done < bytes(); ) {
      long taken = from.transferTo(done, bytes() - done, to);
      if (taken <= 0) {
        throw new EOFException(elements + ": " + done + " bytes, expected " + bytes());
      }
      done += taken;
    }
  }

  private long compress(FileChannel from, HdfFileChannel to, long start, List<Chunk> chunks)
      throws IOException {
    byte[] raw = new byte[CHUNK_ELEMENTS * type.getSize()];
    byte[] packed = new byte[raw.length + raw.length / 100 + 64];
    Deflater deflater = new Deflater(level);
    try {
      long address = start;
      for (long at = 0; at < bytes(); at += raw.length) {
        int length = (int) Math.min(raw.length, bytes() - at);
        Arrays.fill(raw, length, raw.length, (byte) 0);
        readFully(from, ByteBuffer.wrap(raw, 0, length), at);
        deflater.reset();
        deflater.setInput(raw);
        deflater.finish();
        int size = 0;
        while (!deflater.finished()) {
          size += deflater.deflate(packed, size, packed.length - size);
        }
        writeFully(to.getFileChannel(), ByteBuffer.wrap(packed, 0, size), address);
        chunks.add(new ChunkImpl(address, size, new long[] {at / type.getSize()}));
        address += size;
      }
      return address;
    } finally {
      deflater.end();
    }
  }

  private void readFully(FileChannel from, ByteBuffer into, long at) throws IOException {
    long next = at;
    while (into.hasRemaining()) {
      int taken = from.read(into, next);
      if (taken < 0) {
        throw new EOFException(elements + ": " + next + " bytes, expected " + bytes());
      }
      next += taken;
    }
  }

  private static void writeFully(FileChannel to, ByteBuffer bytes, long at) throws IOException {
    long next = at;
    while (bytes.hasRemaining()) {
      next += to.write(bytes, next);
    }
  }

  private int pageBits() {
    long chunks = (count + CHUNK_ELEMENTS - 1) / CHUNK_ELEMENTS;
    return Math.max(10, Long.SIZE - Long.numberOfLeadingZeros(chunks - 1));
  }

  private DataLayoutMessage layout(long address) {
    return level > 0
        ? ChunkedDataLayoutMessageV4.createFixedArray(
            address, new int[] {CHUNK_ELEMENTS, type.getSize()}, pageBits())
        : ContiguousDataLayoutMessage.create(address, bytes());
  }

  private ByteBuffer header(long position, DataLayoutMessage layout) {
    DataSpace space =
        DataSpace.modifyDimensions(DataSpace.fromObject(new byte[] {0}), new long[] {count});
    List<Message> messages = new ArrayList<>();
    messages.add(DataTypeMessage.create(type));
    messages.add(DataSpaceMessage.create(space));
    messages.add(FillValueMessage.NO_FILL);
    if (level > 0) {
      messages.add(
          FilterPipelineMessage.create(
              List.of(new FilterInfo(DEFLATE_FILTER, "deflate", false, new int[] {level}))));
    }
    messages.add(layout);
    messages.add(AttributeInfoMessage.create());
    for (Map.Entry<String, Attribute> attribute : getAttributes().entrySet()) {
      messages.add(AttributeMessage.create(attribute.getKey(), attribute.getValue()));
    }
    return new ObjectHeader.ObjectHeaderV2(position, messages).toBuffer();
  }
}
