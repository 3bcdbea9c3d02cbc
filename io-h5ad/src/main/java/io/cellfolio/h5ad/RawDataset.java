package io.cellfolio.h5ad;

import io.jhdf.ObjectHeader;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A dataset of one dimension that jhdf cannot write by itself: of another type, or without
 * elements.
 */
final class RawDataset extends WritableDatasetImpl {
  private static final long UNDEFINED = -1L;

  private final DataType type;
  private final byte[] bytes;

  /**
   * Prepares a dataset.
   *
   * @param bytes the elements in the type's own form, possibly none
   */
  RawDataset(String name, Group parent, DataType type, byte[] bytes) {
    // The superclass insists on data whose type it can tell.
    super(new byte[] {0}, name, parent);
    this.type = type;
    this.bytes = bytes.clone();
  }

  @Override
  public long write(HdfFileChannel channel, long position) {
    int headerBytes = header(position, UNDEFINED).limit();
    long start = position + headerBytes;
    ByteBuffer header = header(position, bytes.length == 0 ? UNDEFINED : start);
    channel.write(header, position);
    channel.position(start);
    if (bytes.length > 0) {
      channel.write(ByteBuffer.wrap(bytes));
    }
    return start + bytes.length;
  }

  private ByteBuffer header(long position, long dataAddress) {
    long[] shape = {bytes.length / type.getSize()};
    DataSpace space = DataSpace.modifyDimensions(DataSpace.fromObject(new byte[] {0}), shape);
    List<Message> messages = new ArrayList<>();
    messages.add(DataTypeMessage.create(type));
    messages.add(DataSpaceMessage.create(space));
    messages.add(FillValueMessage.NO_FILL);
    messages.add(ContiguousDataLayoutMessage.create(dataAddress, bytes.length));
    messages.add(AttributeInfoMessage.create());
    for (Map.Entry<String, Attribute> attribute : getAttributes().entrySet()) {
      messages.add(AttributeMessage.create(attribute.getKey(), attribute.getValue()));
    }
    return new ObjectHeader.ObjectHeaderV2(position, messages).toBuffer();
  }
}
