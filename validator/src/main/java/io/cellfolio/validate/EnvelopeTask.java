package io.cellfolio.validate;

import java.util.List;

/** Checks the size of one payload and the ends of its gzip file. */
record EnvelopeTask(PayloadOpener opener, Payload payload) implements PayloadTask {
  @Override
  public List<Payload> payloads() {
    return List.of(payload);
  }

  @Override
  public void run(Workbench bench) {
    opener.checkEnvelope(bench.input(0), payload);
  }
}
