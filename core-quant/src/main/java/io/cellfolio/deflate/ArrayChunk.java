package io.cellfolio.deflate;

/** A chunk that is there as an array. */
final class ArrayChunk implements Chunk {
  private final RunScanner scanner = new RunScanner();
  private byte[] bytes;
  private int history;
  private int from;
  private int to;

  /** Turns to other bytes. */
  void set(byte[] newBytes, int newHistory, int newFrom, int newTo) {
    bytes = newBytes;
    history = newHistory;
    from = newFrom;
    to = newTo;
  }

  @Override
  public void scan(RunList runs) {
    scanner.scan(bytes, from, to, runs);
  }

  @Override
  public void spread() {}

  @Override
  public void spread(int first, int end) {}

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int history() {
    return history;
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int length() {
    return to - from;
  }
}
