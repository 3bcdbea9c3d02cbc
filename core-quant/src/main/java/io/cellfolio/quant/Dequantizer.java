package io.cellfolio.quant;

import io.cellfolio.format.SampleType;

/**
 * Turns codes back into values: {@code float(min + code * ((max - min) / maxCode))}, computed in
 * double precision and rounded once; the missing code is NaN. The same for both layouts and both
 * roundings.
 *
 * <p>Normative text: {@code docs/format/quantization.md}.
 *
 * @param type {@link SampleType#U8} or {@link SampleType#U16}
 * @param min the recorded lower bound, finite
 * @param max the recorded upper bound, finite and not below {@code min}
 */
public record Dequantizer(SampleType type, double min, double max) {
  /** Checks the type and the bounds. */
  public Dequantizer {
    if (!type.coded()) {
      throw new IllegalArgumentException("expected uint8 or uint16 codes, got " + type.dtype());
    }
    if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
      throw new IllegalArgumentException("bounds " + min + " and " + max + " are no finite range");
    }
  }

  /**
   * The value of one code.
   *
   * @param code 0 to {@link SampleType#maxCode()}, or the missing code
   * @return the value, NaN for the missing code
   * @throws IllegalArgumentException when the code does not fit the type
   */
  public float value(int code) {
    if (code < 0 || code > type.missingCode()) {
      throw new IllegalArgumentException("code " + code + " does not fit " + type.dtype());
    }
    return code == type.missingCode() ? Float.NaN : (float) (min + code * step());
  }

  /**
   * Decodes a payload.
   *
   * @param payload {@code n * type().bytes()} little-endian bytes; what lies behind them is ignored
   * @param n number of codes
   * @param out receives {@code n} values from its start
   * @throws IllegalArgumentException when either array is too short
   */
  public void decode(byte[] payload, int n, float[] out) {
    long needed = (long) n * type.bytes();
    if (n < 0 || payload.length < needed || out.length < n) {
      throw new IllegalArgumentException(
          n
              + " codes: expected "
              + needed
              + " bytes and room for as many values, got "
              + payload.length
              + " bytes and room for "
              + out.length);
    }
    double step = step();
    int missing = type.missingCode();
    boolean narrow = type == SampleType.U8;
    for (int i = 0; i < n; i++) {
      int code = narrow ? payload[i] & 0xff : LittleEndian.unsignedShort(payload, 2 * i);
      out[i] = code == missing ? Float.NaN : (float) (min + code * step);
    }
  }

  /**
   * Decodes a whole payload.
   *
   * @param payload little-endian codes
   * @return one value per code
   * @throws IllegalArgumentException when the payload's length is no multiple of the code's width
   */
  public float[] decode(byte[] payload) {
    if (payload.length % type.bytes() != 0) {
      throw new IllegalArgumentException(
          "expected a multiple of " + type.bytes() + " bytes, got " + payload.length);
    }
    float[] out = new float[payload.length / type.bytes()];
    decode(payload, out.length, out);
    return out;
  }

  private double step() {
    return (max - min) / type.maxCode();
  }
}
