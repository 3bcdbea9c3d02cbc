package io.cellfolio.validate;

import io.cellfolio.format.SampleType;

/** Which codes a quantized payload uses. */
final class CodeScan {
  private static final int U8_CODES = 256;
  private static final int ABSENT = U8_CODES - 1;
  private static final int GREATEST = ABSENT - 1;

  private final SampleType type;
  private final boolean[] seen = new boolean[U8_CODES];
  private long missing;
  private int least = Integer.MAX_VALUE;
  private int greatest = -1;

  CodeScan(SampleType type) {
    this.type = type;
  }

  /**
   * Looks at some codes.
   *
   * @param input where they were read
   */
  void look(byte[] bytes, int length, PayloadInput input) {
    if (type == SampleType.U8) {
      lookAtBytes(bytes, length, input);
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

  private void lookAtBytes(byte[] bytes, int length, PayloadInput input) {
    boolean[] found = seen;
    // Between the least and the greatest code, nothing but absent values is of interest.
    if (!holds(0, bytes, length, input) || !holds(GREATEST, bytes, length, input)) {
      for (int i = 0; i < length; i++) {
        found[bytes[i] & 0xff] = true;
      }
    }
    if (holds(ABSENT, bytes, length, input)) {
      for (int i = 0; i < length; i++) {
        missing += bytes[i] == -1 ? 1 : 0;
      }
      found[ABSENT] = false;
    }
    for (int code = 0; code < ABSENT; code++) {
      if (found[code]) {
        least = Math.min(least, code);
        greatest = Math.max(greatest, code);
      }
    }
  }

  /** Whether a code was seen already, or is among some bytes. */
  private boolean holds(int code, byte[] bytes, int length, PayloadInput input) {
    seen[code] =
        seen[code]
            || input.surelyHolds(code)
            || input.mayHold(code) && Elements.firstBlockWith(code, bytes, 0, length) < length;
    return seen[code];
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
