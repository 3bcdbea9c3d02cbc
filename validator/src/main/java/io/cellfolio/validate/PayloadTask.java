package io.cellfolio.validate;

import java.io.IOException;
import java.util.List;

/** A check of one payload, or of some that are read side by side. */
interface PayloadTask {

  /** The payloads, of which the first one gives the task its name. */
  List<Payload> payloads();

  /**
   * Checks them.
   *
   * @throws IOException when a file cannot be read
   */
  void run(Workbench bench) throws IOException;

  /** How much there is to read. */
  default long bytes() {
    long bytes = 0;
    for (Payload payload : payloads()) {
      bytes += payload.rawBytes();
    }
    return bytes;
  }
}
