package io.cellfolio.quant;

import java.io.IOException;

/** Takes the bytes of a payload, part by part. */
@FunctionalInterface
public interface PayloadOutput {
  /**
   * Takes the first bytes of an array.
   *
   * @param bytes valid during the call
   * @param length how many
   * @throws IOException when they cannot be taken
   */
  void write(byte[] bytes, int length) throws IOException;
}
