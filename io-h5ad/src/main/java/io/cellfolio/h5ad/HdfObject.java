package io.cellfolio.h5ad;

import io.cellfolio.h5ad.ObjectHeaderScan.Entry;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A group or dataset: its header, parsed once, and its attributes. */
abstract sealed class HdfObject permits HdfGroup, HdfDataset, HdfOther {
  private static final long UNDEFINED = -1L;
  private static final int ATTRIBUTE_ID_BYTES = 8;

  private final HdfContainer container;
  private final String path;
  private final long address;
  private final List<Entry> header;
  private final Map<String, HdfAttribute> attributes;

  HdfObject(HdfContainer container, String path, long address, List<Entry> header)
      throws IOException {
    this.container = container;
    this.path = path;
    this.address = address;
    this.header = header;
    this.attributes = container.call(path(), this::readAttributes);
  }

  static HdfObject open(HdfContainer container, String path, long address) throws IOException {
    String shown = path.isEmpty() ? "/" : path;
    List<Entry> header =
        container.call(shown, () -> ObjectHeaderScan.read(container.metadata(), address));
    boolean group = false;
    boolean dataset = false;
    for (Entry entry : header) {
      switch (entry.type()) {
        case ObjectHeaderScan.LINK, ObjectHeaderScan.LINK_INFO, ObjectHeaderScan.SYMBOL_TABLE ->
            group = true;
        case ObjectHeaderScan.LAYOUT, ObjectHeaderScan.DATASPACE -> dataset = true;
        default -> {}
      }
    }
    if (group) {
      return new HdfGroup(container, path, address, header);
    }
    return dataset
        ? new HdfDataset(container, path, address, header)
        : new HdfOther(container, path, address, header);
  }

  private Map<String, HdfAttribute> readAttributes() {
    Map<String, HdfAttribute> found = new LinkedHashMap<>();
    for (Entry entry : header) {
      if (entry.parsed() instanceof AttributeMessage message) {
        found.put(message.getName(), new HdfAttribute(this, message));
      }
    }
    Optional<AttributeInfoMessage> index = message(AttributeInfoMessage.class);
    if (index.isPresent() && index.get().getFractalHeapAddress() != UNDEFINED) {
      MetadataView view = container.metadata();
      FractalHeapReader heap = new FractalHeapReader(view, index.get().getFractalHeapAddress());
      BTreeVersion2.visit(
          view,
          index.get().getAttributeNameBTreeAddress(),
          (bytes, at, length) ->
              denseAttribute(view, heap, bytes, at)
                  .ifPresent(
                      message -> found.put(message.getName(), new HdfAttribute(this, message))));
    }
    return found;
  }

  private static Optional<AttributeMessage> denseAttribute(
      MetadataView view, FractalHeapReader heap, ByteBuffer record, int at) {
    try {
      ByteBuffer id = FractalHeapReader.identifier(record, at, at + ATTRIBUTE_ID_BYTES);
      BitSet flags = BitSet.valueOf(new byte[] {record.get(at + ATTRIBUTE_ID_BYTES)});
      return Optional.of(new AttributeMessage(heap.object(id), view, flags));
    } catch (RuntimeException e) {
      // An attribute of a kind that jhdf cannot parse must not hide the others.
      return Optional.empty();
    }
  }

  HdfContainer container() {
    return container;
  }

  /** The absolute path, {@code /} for the root. */
  final String path() {
    return path.isEmpty() ? "/" : path;
  }

  /** The path of a child. */
  final String childPath(String name) {
    return path + "/" + name;
  }

  final long address() {
    return address;
  }

  /** The first header message of a class, if it is there and was understood. */
  final <T extends Message> Optional<T> message(Class<T> type) {
    for (Entry entry : header) {
      if (type.isInstance(entry.parsed())) {
        return Optional.of(type.cast(entry.parsed()));
      }
    }
    return Optional.empty();
  }

  final <T extends Message> List<T> messages(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Entry entry : header) {
      if (type.isInstance(entry.parsed())) {
        found.add(type.cast(entry.parsed()));
      }
    }
    return found;
  }

  /** The first header entry of a type, understood or not. */
  final Optional<Entry> entry(int type) {
    for (Entry entry : header) {
      if (entry.type() == type) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  final Optional<HdfAttribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  final Collection<HdfAttribute> attributes() {
    return attributes.values();
  }

  /** A text attribute; empty when it is absent or no text. */
  final Optional<String> textAttribute(String name) throws IOException {
    HdfAttribute attribute = attributes.get(name);
    return attribute == null ? Optional.empty() : attribute.text();
  }

  final MalformedH5adException malformed(String expected, String found) {
    return new MalformedH5adException(container.name(), path(), expected, found);
  }

  final UnsupportedEncodingException unsupported(String encoding, String advice) {
    return new UnsupportedEncodingException(container.name(), path(), encoding, advice);
  }

  /** What kind of object it is, for messages. */
  abstract String describe();
}
