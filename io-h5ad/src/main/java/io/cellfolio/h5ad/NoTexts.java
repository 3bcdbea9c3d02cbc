package io.cellfolio.h5ad;

import io.jhdf.api.Node;
import io.jhdf.api.WritableAttributeImpl;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataSpace;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;

/**
 * A list attribute without elements, which jhdf cannot write by itself. Its type is that of real
 * numbers, as h5py gives it to an empty list of texts.
 */
final class NoTexts extends WritableAttributeImpl {
  NoTexts(String name, Node node) {
    super(name, node, new double[] {0});
  }

  @Override
  public DataSpace getDataSpace() {
    return DataSpace.modifyDimensions(super.getDataSpace(), new long[] {0});
  }

  @Override
  public DataType getDataType() {
    return new NoNumbers();
  }

  private static final class NoNumbers extends DataType {
    NoNumbers() {
      super(FloatingPoint.CLASS_ID, Double.BYTES);
    }

    @Override
    public ByteBuffer toBuffer() {
      return FloatingPoint.DOUBLE.toBuffer();
    }

    @Override
    public ByteBuffer encodeData(Object data) {
      return ByteBuffer.allocate(0);
    }

    @Override
    public Class<?> getJavaType() {
      return double.class;
    }

    @Override
    public Object fillData(ByteBuffer buffer, int[] dimensions, HdfBackingStorage storage) {
      throw new IllegalStateException("this type only writes");
    }
  }
}
