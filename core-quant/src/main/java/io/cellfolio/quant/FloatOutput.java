package io.cellfolio.quant;

import java.io.IOException;

/** Writes float32 numbers, many at a time. */
final class FloatOutput {
  private static final int AT_ONCE = 1 << 14;

  private final PayloadOutput output;
  private final byte[] bytes = new byte[AT_ONCE * Float.BYTES];
  private int length;

  FloatOutput(PayloadOutput output) {
    this.output = output;
  }

  void put(float value) throws IOException {
    if (length == bytes.length) {
      flush();
    }
    LittleEndian.putFloat(bytes, length, value);
    length += Float.BYTES;
  }

  void flush() throws IOException {
    output.write(bytes, length);
    length = 0;
  }
}
