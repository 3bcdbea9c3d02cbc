package io.cellfolio.validate;

import java.io.IOException;
import java.io.OutputStream;

/** The message in protobuf's binary form. */
final class ProtoReport implements ReportRenderer {
  @Override
  public void render(ValidationResult result, OutputStream out) throws IOException {
    ReportMessages.of(result).writeTo(out);
    out.flush();
  }
}
