package io.cellfolio.validate;

import java.io.IOException;
import java.util.List;

/** Checks one payload chunk by chunk. */
abstract class SoloTask implements PayloadTask {
  final PayloadOpener opener;
  final Payload payload;
  private PayloadInput input;

  SoloTask(PayloadOpener opener, Payload payload) {
    this.opener = opener;
    this.payload = payload;
  }

  @Override
  public final List<Payload> payloads() {
    return List.of(payload);
  }

  @Override
  public final void run(Workbench bench) {
    input = bench.input(0);
    if (!opener.open(input, payload)) {
      return;
    }
    byte[] buffer = bench.buffer(0);
    try {
      long done = 0;
      while (done < payload.rawBytes()) {
        int n = input.readBlock(buffer);
        look(input.block(), n, done);
        done += n;
      }
      opener.finish(input, payload);
      judge(opener.findings());
    } catch (PayloadFault e) {
      opener.report(payload, e);
    } catch (IOException e) {
      opener.report(payload, e);
    }
  }

  /** Where the bytes come from that are being looked at. */
  final PayloadInput input() {
    return input;
  }

  /**
   * Looks at some bytes.
   *
   * @param bytes a multiple of every width from the start
   * @param length how many there are
   * @param before how many came before
   */
  abstract void look(byte[] bytes, int length, long before);

  /** Reports what was seen; only called when the payload is intact. */
  abstract void judge(Findings findings);
}
