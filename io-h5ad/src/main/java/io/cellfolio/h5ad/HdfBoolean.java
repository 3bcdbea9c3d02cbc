package io.cellfolio.h5ad;

import io.jhdf.api.Node;
import io.jhdf.api.WritableAttributeImpl;
import io.jhdf.object.datatype.DataType;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Truth values as h5py stores them, an enumeration over bytes. jhdf itself writes bit fields. */
final class HdfBoolean extends DataType {
  private static final int ENUM_CLASS = 8;
  private static final int VERSION = 3;
  private static final int INTEGER_BYTES = 12;
  private static final byte SIGNED = 0x08;
  private static final byte[] NAMES = "FALSE\0TRUE\0".getBytes(StandardCharsets.US_ASCII);

  HdfBoolean() {
    super(ENUM_CLASS, 1);
  }

  @Override
  public ByteBuffer toBuffer() {
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + INTEGER_BYTES + NAMES.length + 2).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) (VERSION << 4 | ENUM_CLASS)).put((byte) 2).put((byte) 0).put((byte) 0);
    buffer.putInt(1);
    buffer.put((byte) 0x10).put(SIGNED).put((byte) 0).put((byte) 0).putInt(1);
    buffer.putShort((short) 0).putShort((short) 8);
    buffer.put(NAMES).put((byte) 0).put((byte) 1);
    return buffer.flip();
  }

  @Override
  public ByteBuffer encodeData(Object data) {
    return ByteBuffer.wrap(new byte[] {(Byte) data});
  }

  @Override
  public Class<?> getJavaType() {
    return boolean.class;
  }

  @Override
  public Object fillData(ByteBuffer buffer, int[] dimensions, HdfBackingStorage storage) {
    throw new IllegalStateException("this type only writes");
  }

  /** A truth value at a group or dataset. */
  static final class Value extends WritableAttributeImpl {
    Value(String name, Node node, boolean value) {
      super(name, node, (byte) (value ? 1 : 0));
    }

    @Override
    public DataType getDataType() {
      return new HdfBoolean();
    }
  }
}
