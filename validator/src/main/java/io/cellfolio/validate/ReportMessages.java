package io.cellfolio.validate;

import io.cellfolio.format.DescriptorTypes;
import io.cellfolio.format.proto.Fidelity;
import io.cellfolio.format.proto.RuleCount;
import io.cellfolio.format.proto.ValidationReport;

/** Results as protobuf messages. */
final class ReportMessages {
  private ReportMessages() {}

  static ValidationReport of(ValidationResult result) {
    ValidationReport.Builder report =
        ValidationReport.newBuilder()
            .setDirectory(text(result.directory().toString()))
            .setVerdict(verdict(result.verdict()))
            .addAllLayoutEvidence(result.evidence().stream().map(ReportMessages::text).toList())
            .setViewer(result.viewer())
            .setLevel(level(result.level()))
            .setRulesRun(result.rulesRun().size())
            .setChecksRun(result.checksRun())
            .setFilesRead(result.filesRead())
            .setBytesInflated(result.bytesInflated())
            .setValidatorVersion(Versions.own())
            .setStopped(result.stopped());
    result.layout().ifPresent(layout -> report.setLayout(DescriptorTypes.toMessage(layout)));
    result.findings().forEach(finding -> report.addFindings(message(finding)));
    result
        .counts()
        .forEach(
            (rule, count) ->
                report.addCounts(
                    RuleCount.newBuilder()
                        .setRule(rule.code())
                        .setSeverity(severity(rule.severity()))
                        .setCount(count)));
    result.fidelity().ifPresent(fidelity -> report.setFidelity(message(fidelity)));
    return report.build();
  }

  private static io.cellfolio.format.proto.Finding message(Finding finding) {
    io.cellfolio.format.proto.Finding.Builder message =
        io.cellfolio.format.proto.Finding.newBuilder()
            .setRule(finding.rule().code())
            .setSeverity(severity(finding.severity()))
            .setFile(text(finding.file()))
            .setExpected(text(finding.expected()))
            .setFound(text(finding.found()))
            .setFix(finding.rule().fix())
            .setLink(finding.rule().link());
    if (finding.place() instanceof Place.Pointer pointer) {
      message.setPointer(text(pointer.pointer()));
    } else if (finding.place() instanceof Place.ByteOffset bytes) {
      message.setByteOffset(bytes.offset());
    }
    return message.build();
  }

  private static Fidelity message(FidelityReport fidelity) {
    Fidelity.Builder message =
        Fidelity.newBuilder()
            .setSource(text(fidelity.source()))
            .setFieldsCompared(fidelity.fields().size())
            .setValuesCompared(fidelity.valuesCompared());
    for (FieldFidelity field : fidelity.fields()) {
      message.addFields(
          io.cellfolio.format.proto.FieldFidelity.newBuilder()
              .setKind(kind(field.kind()))
              .setKey(text(field.key()))
              .setSourceKey(text(field.sourceKey()))
              .setValues(field.values())
              .setMaxError(field.maxError())
              .setMeanError(field.meanError())
              .setBound(field.bound())
              .setWorstCell(field.worstCell())
              .setCellsOff(field.cellsOff()));
    }
    return message.build();
  }

  /** Messages hold UTF-8, which has no halves of surrogate pairs; hostile documents have. */
  private static String text(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static io.cellfolio.format.proto.FieldFidelity.Kind kind(FieldFidelity.Kind kind) {
    return io.cellfolio.format.proto.FieldFidelity.Kind.valueOf("KIND_" + kind.name());
  }

  private static io.cellfolio.format.proto.Verdict verdict(Verdict verdict) {
    return io.cellfolio.format.proto.Verdict.valueOf("VERDICT_" + verdict.name());
  }

  private static io.cellfolio.format.proto.Level level(Level level) {
    return io.cellfolio.format.proto.Level.valueOf("LEVEL_" + level.name());
  }

  private static io.cellfolio.format.proto.Severity severity(Severity severity) {
    return io.cellfolio.format.proto.Severity.valueOf("SEVERITY_" + severity.name());
  }
}
