package io.cellfolio.validate;

import io.cellfolio.format.proto.ExportDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Says what an export holds: everything that its documents declare, and length and checksum of
 * every payload, which is read from end to end.
 *
 * <p>Source: {@code docs/format/directory.md}, {@code docs/format/payloads.md}.
 */
public final class ExportDescriber {
  private ExportDescriber() {}

  /**
   * Describes an export, on one thread per processor.
   *
   * @param directory the export
   * @return its description, equal for equal exports wherever they lie
   * @throws io.cellfolio.format.MalformedDatasetException when a document is missing or damaged,
   *     documents contradict each other, or a payload is missing, damaged, of another length than
   *     declared, or outside the directory
   * @throws io.cellfolio.format.UnsupportedLayoutException when the documents belong to no layout
   * @throws IOException when the directory is missing or cannot be read
   */
  public static ExportDescriptor describe(Path directory) throws IOException {
    return describe(directory, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Describes an export.
   *
   * @param directory the export
   * @param threads number of threads that read payloads, 1 or more; the result does not depend on
   *     it
   * @return its description
   * @throws IOException as {@link #describe(Path)} does
   */
  public static ExportDescriptor describe(Path directory, int threads) throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, got " + threads);
    }
    DatasetDirectory files = DatasetDirectory.open(directory);
    DatasetDocuments documents = DatasetDocuments.read(files);
    DeclaredPayloads payloads = DeclaredPayloads.of(documents);
    DescriptorBuilder builder = DescriptorBuilder.of(documents, payloads);
    List<PayloadMeasure> measures = PayloadSurvey.measure(files, payloads.inPathOrder(), threads);
    return builder.withPayloads(measures);
  }
}
