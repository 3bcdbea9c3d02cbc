package io.cellfolio.validate;

import io.cellfolio.format.DescriptorJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The message as JSON. */
final class JsonReport implements ReportRenderer {
  @Override
  public void render(ValidationResult result, OutputStream out) throws IOException {
    String text = DescriptorJson.print(ReportMessages.of(result)) + "\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
