package io.cellfolio.validate;

import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream, in case the file behind it grows while it is read. */
final class LimitedInput extends InputStream {
  private final InputStream in;
  private long left;

  LimitedInput(InputStream in, long most) {
    this.in = in;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    if (left <= 0) {
      return -1;
    }
    left--;
    return in.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int n = in.read(target, offset, (int) Math.min(length, left));
    left -= Math.max(0, n);
    return n;
  }
}
