package io.cellfolio.export;

/** Counts written payloads and tells the listener, one call at a time. */
final class Progress {
  private final ExportListener listener;
  private final long totalFiles;
  private final long totalRawBytes;
  private long files;
  private long rawBytes;

  Progress(ExportListener listener, long totalFiles, long totalRawBytes) {
    this.listener = listener;
    this.totalFiles = totalFiles;
    this.totalRawBytes = totalRawBytes;
  }

  synchronized void phase(String phase) {
    listener.phase(phase);
  }

  synchronized void wrote(PayloadReceipt receipt) {
    files++;
    rawBytes += receipt.rawBytes();
    listener.progressed(files, totalFiles, rawBytes, totalRawBytes);
  }
}
