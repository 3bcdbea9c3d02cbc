package io.cellfolio.quant;

/**
 * {@code truncate(min((v - min) * scale + nudge, maxCode))} in double precision. The nudge is what
 * tells the roundings apart: a half rounds to the nearest code, next to nothing truncates.
 */
record DoubleCodes(double min, double scale, double nudge, int maxCode) implements CodeMap {

  @Override
  public int code(float value) {
    return Math.min((int) ((value - min) * scale + nudge), maxCode);
  }

  @Override
  public void toBytes(float[] values, int from, int n, byte[] out) {
    double origin = min;
    double factor = scale;
    double lift = nudge;
    int top = maxCode;
    for (int i = 0; i < n; i++) {
      out[i] = (byte) Math.min((int) ((values[from + i] - origin) * factor + lift), top);
    }
  }

  @Override
  public void toShorts(float[] values, int from, int n, byte[] out) {
    double origin = min;
    double factor = scale;
    double lift = nudge;
    int top = maxCode;
    for (int i = 0; i < n; i++) {
      LittleEndian.putShort(
          out, 2 * i, Math.min((int) ((values[from + i] - origin) * factor + lift), top));
    }
  }

  @Override
  public void placeBytes(int[] cells, float[] values, int from, int to, byte[] out) {
    double origin = min;
    double factor = scale;
    double lift = nudge;
    int top = maxCode;
    for (int k = from; k < to; k++) {
      out[cells[k]] = (byte) Math.min((int) ((values[k] - origin) * factor + lift), top);
    }
  }

  @Override
  public void placeShorts(int[] cells, float[] values, int from, int to, byte[] out) {
    double origin = min;
    double factor = scale;
    double lift = nudge;
    int top = maxCode;
    for (int k = from; k < to; k++) {
      LittleEndian.putShort(
          out, 2 * cells[k], Math.min((int) ((values[k] - origin) * factor + lift), top));
    }
  }
}
