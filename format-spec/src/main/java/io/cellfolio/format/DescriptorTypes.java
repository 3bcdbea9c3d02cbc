package io.cellfolio.format;

import io.cellfolio.format.proto.Dtype;

/**
 * The layouts and element types as the protobuf messages of {@code cellfolio/v1} name them.
 *
 * <p>The message enums have two values more than ours, "unspecified" and one for numbers that a
 * later version may add; neither has a meaning here.
 */
public final class DescriptorTypes {
  private DescriptorTypes() {}

  /**
   * An element type as messages name it.
   *
   * @param type any type
   * @return its enum value
   */
  public static Dtype toMessage(SampleType type) {
    return switch (type) {
      case U8 -> Dtype.DTYPE_UINT8;
      case U16 -> Dtype.DTYPE_UINT16;
      case U32 -> Dtype.DTYPE_UINT32;
      case F32 -> Dtype.DTYPE_FLOAT32;
      case F64 -> Dtype.DTYPE_FLOAT64;
    };
  }

  /**
   * The element type that a message names.
   *
   * @param dtype an enum value
   * @return the type
   * @throws IllegalArgumentException for an unspecified or unknown value
   */
  public static SampleType fromMessage(Dtype dtype) {
    return switch (dtype) {
      case DTYPE_UINT8 -> SampleType.U8;
      case DTYPE_UINT16 -> SampleType.U16;
      case DTYPE_UINT32 -> SampleType.U32;
      case DTYPE_FLOAT32 -> SampleType.F32;
      case DTYPE_FLOAT64 -> SampleType.F64;
      case DTYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("the message names no element type: " + dtype);
    };
  }

  /**
   * A layout as messages name it.
   *
   * @param layout any layout
   * @return its enum value
   */
  public static io.cellfolio.format.proto.Layout toMessage(Layout layout) {
    return layout instanceof KeyedLayout
        ? io.cellfolio.format.proto.Layout.LAYOUT_KEYED
        : io.cellfolio.format.proto.Layout.LAYOUT_INDEXED;
  }

  /**
   * The layout that a message names.
   *
   * @param layout an enum value
   * @return the layout
   * @throws IllegalArgumentException for an unspecified or unknown value
   */
  public static Layout fromMessage(io.cellfolio.format.proto.Layout layout) {
    return switch (layout) {
      case LAYOUT_KEYED -> Layout.keyed();
      case LAYOUT_INDEXED -> Layout.indexed();
      case LAYOUT_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("the message names no layout: " + layout);
    };
  }
}
