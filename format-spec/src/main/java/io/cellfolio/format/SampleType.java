package io.cellfolio.format;

/**
 * The element types of payload files. All are little-endian; integers are unsigned.
 *
 * <p>Normative text: {@code docs/format/payloads.md}.
 */
public enum SampleType {
  /** 8-bit codes: 0 to 254, 255 is missing. */
  U8("u8", "uint8", 1, 254, 255),
  /** 16-bit codes: 0 to 65,534, 65,535 is missing. */
  U16("u16", "uint16", 2, 65534, 65535),
  /** 32-bit cell indices. */
  U32("u32", "uint32", 4, -1, -1),
  /** IEEE 754 single precision. */
  F32("f32", "float32", 4, -1, -1),
  /** IEEE 754 double precision. */
  F64("f64", "float64", 8, -1, -1);

  private final String extension;
  private final String dtype;
  private final int bytes;
  private final int maxCode;
  private final int missingCode;

  SampleType(String extension, String dtype, int bytes, int maxCode, int missingCode) {
    this.extension = extension;
    this.dtype = dtype;
    this.bytes = bytes;
    this.maxCode = maxCode;
    this.missingCode = missingCode;
  }

  /**
   * The part of a file name that tells the type.
   *
   * @return for example {@code u8}
   */
  public String extension() {
    return extension;
  }

  /**
   * The type's name in manifests.
   *
   * @return for example {@code uint8}
   */
  public String dtype() {
    return dtype;
  }

  /**
   * Width of one element.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether values are stored as quantised or category codes with a code for missing.
   *
   * @return true for {@link #U8} and {@link #U16}
   */
  public boolean coded() {
    return maxCode > 0;
  }

  /**
   * The largest code that is a value; also the number of quantisation steps.
   *
   * @return 254 or 65,534
   * @throws IllegalStateException when the type is not {@link #coded()}
   */
  public int maxCode() {
    requireCoded();
    return maxCode;
  }

  /**
   * The code of a missing value.
   *
   * @return 255 or 65,535
   * @throws IllegalStateException when the type is not {@link #coded()}
   */
  public int missingCode() {
    requireCoded();
    return missingCode;
  }

  /**
   * How many categories fit: codes 0 to {@link #maxCode()} minus one, so that the number of
   * categories never exceeds 254 or 65,534.
   *
   * @return the capacity
   * @throws IllegalStateException when the type is not {@link #coded()}
   */
  public int categoryCapacity() {
    return maxCode();
  }

  /**
   * The type with the given name in manifests.
   *
   * @param dtype for example {@code uint16}
   * @return the type
   * @throws IllegalArgumentException when there is none
   */
  public static SampleType ofDtype(String dtype) {
    for (SampleType type : values()) {
      if (type.dtype.equals(dtype)) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown dtype '" + dtype + "'");
  }

  /**
   * The type of quantised values.
   *
   * @param bits 8 or 16
   * @return {@link #U8} or {@link #U16}
   * @throws IllegalArgumentException for any other number
   */
  public static SampleType ofQuantizationBits(int bits) {
    return switch (bits) {
      case 8 -> U8;
      case 16 -> U16;
      default ->
          throw new IllegalArgumentException("quantization bits must be 8 or 16, got " + bits);
    };
  }

  private void requireCoded() {
    if (!coded()) {
      throw new IllegalStateException(this + " holds no codes");
    }
  }
}
