package io.cellfolio.quant;

/**
 * {@code truncate(min(float(float(v - min) * scale), maxCode))}: every step rounded to single
 * precision.
 */
record SingleCodes(float min, float scale, int maxCode) implements CodeMap {

  @Override
  public int code(float value) {
    return Math.min((int) ((value - min) * scale), maxCode);
  }

  @Override
  public void toBytes(float[] values, int from, int n, byte[] out) {
    float origin = min;
    float factor = scale;
    int top = maxCode;
    for (int i = 0; i < n; i++) {
      out[i] = (byte) Math.min((int) ((values[from + i] - origin) * factor), top);
    }
  }

  @Override
  public void toShorts(float[] values, int from, int n, byte[] out) {
    float origin = min;
    float factor = scale;
    int top = maxCode;
    for (int i = 0; i < n; i++) {
      LittleEndian.putShort(
          out, 2 * i, Math.min((int) ((values[from + i] - origin) * factor), top));
    }
  }

  @Override
  public void placeBytes(int[] cells, float[] values, int from, int to, byte[] out) {
    float origin = min;
    float factor = scale;
    int top = maxCode;
    for (int k = from; k < to; k++) {
      out[cells[k]] = (byte) Math.min((int) ((values[k] - origin) * factor), top);
    }
  }

  @Override
  public void placeShorts(int[] cells, float[] values, int from, int to, byte[] out) {
    float origin = min;
    float factor = scale;
    int top = maxCode;
    for (int k = from; k < to; k++) {
      LittleEndian.putShort(
          out, 2 * cells[k], Math.min((int) ((values[k] - origin) * factor), top));
    }
  }
}
