package io.cellfolio.h5ad;

import io.cellfolio.h5ad.ObjectHeaderScan.Entry;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.FillValueOldMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A dataset: its shape, type and where its bytes are. */
final class HdfDataset extends HdfObject {
  private static final byte NULL_DATASPACE = 2;

  /** The specification's datatype classes, in the order of their numbers. */
  private static final List<String> TYPE_CLASSES =
      List.of(
          "integer",
          "float",
          "time",
          "string",
          "bitfield",
          "opaque",
          "compound",
          "reference",
          "enum",
          "variable-length",
          "array",
          "complex");

  /** How the bytes are laid out. */
  sealed interface Layout {}

  /** In one piece at an address. */
  record Contiguous(long address) implements Layout {}

  /** In the header itself. */
  record Compact(byte[] bytes) implements Layout {}

  /** In chunks of equal shape. */
  record Chunked(int[] dimensions, DataLayoutMessage message) implements Layout {}

  /** Never written: fill values only. */
  record Unwritten() implements Layout {}

  /** How often an element is in memory at once, at least: fill value, batch, chunk, and text. */
  private static final long ELEMENT_COPIES = 4;

  private final HdfType type;
  private final DataSpace space;
  private final Layout layout;
  private final List<FilterPipelineMessage.FilterInfo> filters;

  /** The number of elements once it was asked for, negative before. */
  private volatile long count = -1;

  HdfDataset(HdfContainer container, String path, long address, List<Entry> header)
      throws IOException {
    super(container, path, address, header);
    this.space = required(ObjectHeaderScan.DATASPACE, DataSpaceMessage.class).getDataSpace();
    for (long dimension : dimensions()) {
      if (dimension < 0) {
        throw malformed("a shape", Arrays.toString(dimensions()));
      }
    }
    this.type = readType();
    container.requireHeap(path, ELEMENT_COPIES * type.size());
    this.filters =
        entry(ObjectHeaderScan.FILTERS).isEmpty()
            ? List.of()
            : List.copyOf(
                required(ObjectHeaderScan.FILTERS, FilterPipelineMessage.class).getFilters());
    this.layout = readLayout();
  }

  private HdfType readType() throws IOException {
    Optional<Entry> entry = entry(ObjectHeaderScan.DATATYPE);
    if (entry.isPresent() && entry.get().shared()) {
      return committedType(entry.get().body());
    }
    if (entry.isPresent() && entry.get().failure() != null) {
      return unparsedType(entry.get().body());
    }
    DataTypeMessage message = required(ObjectHeaderScan.DATATYPE, DataTypeMessage.class);
    HdfType found = container().call(path(), () -> HdfType.of(message.getDataType()));
    if (found.size() <= 0) {
      throw malformed("elements of one byte or more", found.label() + " of " + found.size());
    }
    return found;
  }

  /** A type that jhdf cannot parse: named, so that what has it can be passed over. */
  private HdfType unparsedType(ByteBuffer body) throws IOException {
    int version = body.limit() < 8 ? 0 : body.get(0) >> 4 & 0xf;
    int number = body.get(0) & 0xf;
    int size = body.limit() < 8 ? 0 : body.getInt(4);
    if (version < 1 || version > 5 || number >= TYPE_CLASSES.size() || size <= 0) {
      throw malformed("a datatype", "none");
    }
    return new HdfType.Other(
        size, "datatype '" + TYPE_CLASSES.get(number) + "' (version " + version + ")");
  }

  private HdfType committedType(ByteBuffer body) throws IOException {
    int version = body.get(0);
    int at = version == 1 ? 8 : 2;
    if (version < 1 || version > 3 || body.limit() < at + 8 || version == 3 && body.get(1) != 2) {
      throw unsupported("a datatype in shared storage", "rewrite the file with h5repack");
    }
    if (HdfObject.open(container(), path() + " (its type)", body.getLong(at))
        instanceof HdfOther named) {
      Optional<DataTypeMessage> message = named.message(DataTypeMessage.class);
      if (message.isPresent()) {
        return container().call(path(), () -> HdfType.of(message.get().getDataType()));
      }
    }
    throw malformed("a named datatype", "something else where it should be");
  }

  /** A header message that a dataset cannot be read without. */
  private <T extends Message> T required(int number, Class<T> wanted) throws IOException {
    Optional<T> message = message(wanted);
    if (message.isPresent()) {
      return message.get();
    }
    Optional<Entry> entry = entry(number);
    if (entry.isPresent() && entry.get().failure() != null) {
      RuntimeException failure = entry.get().failure();
      return container()
          .call(
              path(),
              () -> {
                throw failure;
              });
    }
    if (entry.isPresent()) {
      throw unsupported("header data in shared storage", "rewrite the file with h5repack");
    }
    throw malformed("a complete dataset header", "one without message " + number);
  }

  private Layout readLayout() throws IOException {
    if (entry(ObjectHeaderScan.EXTERNAL_FILES).isPresent()) {
      throw unsupported("data in other files", "copy the data into this file with h5repack");
    }
    DataLayoutMessage message = required(ObjectHeaderScan.LAYOUT, DataLayoutMessage.class);
    if (message instanceof CompactDataLayoutMessage compact) {
      ByteBuffer stored = compact.getDataBuffer();
      byte[] bytes = new byte[stored.remaining()];
      stored.get(bytes);
      return new Compact(bytes);
    }
    if (message instanceof ContiguousDataLayoutMessage contiguous) {
      return contiguous.getAddress() == -1L
          ? new Unwritten()
          : new Contiguous(contiguous.getAddress());
    }
    int rank = dimensions().length;
    int[] stored =
        message instanceof ChunkedDataLayoutMessage old
            ? old.getChunkDimensions()
            : ((ChunkedDataLayoutMessageV4) message).getChunkDimensions();
    long address =
        message instanceof ChunkedDataLayoutMessage old
            ? old.getBTreeAddress()
            : ((ChunkedDataLayoutMessageV4) message).getAddress();
    // The newer message counts the element's bytes as one more dimension.
    int extra = message instanceof ChunkedDataLayoutMessageV4 ? 1 : 0;
    if (rank == 0 || stored.length != rank + extra) {
      throw malformed("chunks of " + rank + " dimensions", stored.length - extra + "");
    }
    int[] chunk = Arrays.copyOf(stored, rank);
    for (int length : chunk) {
      if (length <= 0) {
        throw malformed("chunks with room in them", Arrays.toString(chunk));
      }
    }
    return address == -1L ? new Unwritten() : new Chunked(chunk, message);
  }

  /** Whether chunks that reach beyond the shape are stored without filters. */
  boolean leavesEdgesUnfiltered() {
    ByteBuffer body = entry(ObjectHeaderScan.LAYOUT).orElseThrow().body();
    return !filters.isEmpty() && body.limit() > 2 && body.get(0) == 4 && (body.get(2) & 1) != 0;
  }

  HdfType type() {
    return type;
  }

  Layout layout() {
    return layout;
  }

  List<FilterPipelineMessage.FilterInfo> filters() {
    return filters;
  }

  /** Whether the dataset stands for nothing, as AnnData writes {@code None}. */
  boolean isNull() {
    return space.getType() == NULL_DATASPACE;
  }

  long[] dimensions() {
    return space.getDimensionsAsLong();
  }

  long[] maximumDimensions() {
    return space.getMaxSizes();
  }

  List<Long> shape() {
    List<Long> shape = new ArrayList<>();
    for (long dimension : dimensions()) {
      shape.add(dimension);
    }
    return List.copyOf(shape);
  }

  /** The number of elements. */
  long count() throws IOException {
    // It is asked for with every pointer of a matrix.
    if (count < 0) {
      long counted = container().call(path(), space::getTotalLength);
      if (counted < 0) {
        throw malformed("a shape", Arrays.toString(dimensions()));
      }
      count = counted;
    }
    return count;
  }

  /** The bytes of all elements, checked against what a file of this size can stand for. */
  int wholeBytes() throws IOException {
    long bytes = container().call(path(), () -> Math.multiplyExact(count(), (long) type.size()));
    if (bytes > container().plausibleBytes()) {
      throw malformed(
          "data that a file of " + container().size() + " bytes can hold",
          bytes + " bytes by its shape " + shape());
    }
    if (bytes > Integer.MAX_VALUE - 64) {
      throw unsupported(
          "an array of " + bytes + " bytes in one piece", "split it, or leave it out of the file");
    }
    return (int) bytes;
  }

  /** Refuses a dataset with a filter that this reader cannot undo, without reading of it. */
  void checkFilters() throws IOException {
    if (!filters.isEmpty()) {
      new FilterPipeline(this, 1).close();
    }
  }

  /** One element's bytes where nothing was written. */
  byte[] fillElement() throws IOException {
    byte[] fill = new byte[type.size()];
    Optional<FillValueMessage> message = message(FillValueMessage.class);
    Optional<FillValueOldMessage> old = message(FillValueOldMessage.class);
    ByteBuffer value = null;
    if (message.isEmpty() && entry(ObjectHeaderScan.FILL).isPresent()) {
      throw unsupported(
          "a fill value of a later version",
          "write the file again with default settings (h5py without libver)");
    }
    if (message.isPresent() && message.get().isFillValueDefined()) {
      value = message.get().getFillValue();
    } else if (message.isEmpty() && old.isPresent()) {
      value = old.get().getFillValue();
    }
    if (value != null && value.remaining() > 0) {
      if (value.remaining() != fill.length) {
        throw malformed("a fill value of " + fill.length + " bytes", value.remaining() + "");
      }
      value.duplicate().get(fill);
    }
    return fill;
  }

  /** How the dataset is stored, for people: {@code contiguous}, {@code chunked 100 gzip}. */
  String storage() {
    if (layout instanceof Chunked chunked) {
      String shape =
          Arrays.stream(chunked.dimensions())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining("x"));
      String codecs = filters.stream().map(FilterPipeline::label).collect(Collectors.joining("+"));
      return "chunked " + shape + (codecs.isEmpty() ? "" : " " + codecs);
    }
    return layout instanceof Compact
        ? "compact"
        : layout instanceof Contiguous ? "contiguous" : "unwritten";
  }

  @Override
  String describe() {
    return isNull() ? "a null dataset" : "a dataset of " + type.label() + " " + shape();
  }
}
