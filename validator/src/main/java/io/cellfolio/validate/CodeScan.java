package io.cellfolio.validate;

import io.cellfolio.format.SampleType;

/** Which codes a quantized payload uses. */
final class CodeScan {
  private static final int U8_CODES = 256;

  private final SampleType type;
  private final boolean[] seen = new boolean[U8_CODES];
  private long missing;
  private int least = Integer.MAX_VALUE;
  private int greatest = -1;

  CodeScan(SampleType type) {
    this.type = type;
  }

  void look(byte[] bytes, int length, long before) {
    if (type == SampleType.U8) {
      lookAtBytes(bytes, length);
    } else {
      lookAtShorts(bytes, length);
    }
  }

  /** How many codes stand for no value. */
  long missing() {
    return missing;
  }

  /** The smallest code of a value, beyond all codes when there is none. */
  int least() {
    return least;
  }

  /** The largest code of a value, -1 when there is none. */
  int greatest() {
    return greatest;
  }

  private void lookAtBytes(byte[] bytes, int length) {
    seen[U8_CODES - 1] = false;
    // Most values of most genes are 0.
    int words = length - length % Long.BYTES;
    for (int i = 0; i < words; i += Long.BYTES) {
      if (Elements.isZero(bytes, i)) {
        seen[0] = true;
      } else {
        mark(bytes, i, i + Long.BYTES);
      }
    }
    mark(bytes, words, length);
    if (seen[U8_CODES - 1]) {
      for (int i = 0; i < length; i++) {
        missing += bytes[i] == -1 ? 1 : 0;
      }
    }
    for (int code = 0; code < U8_CODES - 1; code++) {
      if (seen[code]) {
        least = Math.min(least, code);
        greatest = Math.max(greatest, code);
      }
    }
  }

  private void mark(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      seen[bytes[i] & 0xff] = true;
    }
  }

  private void lookAtShorts(byte[] bytes, int length) {
    int absent = type.missingCode();
    int low = least;
    int high = greatest;
    long none = 0;
    for (int i = 0; i < length; i += Short.BYTES) {
      int code = Elements.u16(bytes, i);
      if (code == absent) {
        none++;
      } else {
        low = Math.min(low, code);
        high = Math.max(high, code);
      }
    }
    least = low;
    greatest = high;
    missing += none;
  }
}
