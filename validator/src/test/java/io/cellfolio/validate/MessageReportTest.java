package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.util.JsonFormat;
import io.cellfolio.format.proto.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms that programs read: JSON and protobuf say the same, and all that was found. */
class MessageReportTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(ReportedExports.class)
  void jsonAndBinaryFormAreOneMessage(ReportedExports kind) throws IOException {
    ValidationResult result = kind.in(directory);
    ValidationReport binary =
        ValidationReport.parseFrom(ReportedExports.render(ReportFormat.PROTO, result));
    ValidationReport.Builder json = ValidationReport.newBuilder();
    JsonFormat.parser().merge(ReportedExports.text(ReportFormat.JSON, result), json);

    assertThat(json.build()).isEqualTo(binary);
    assertThat(binary.getVerdict().name()).isEqualTo("VERDICT_" + result.verdict());
    assertThat(binary.getFindingsList()).hasSameSizeAs(result.findings());
    for (int i = 0; i < result.findings().size(); i++) {
      Finding finding = result.findings().get(i);
      assertThat(binary.getFindings(i).getRule()).isEqualTo(finding.rule().code());
      assertThat(binary.getFindings(i).getFix()).isEqualTo(finding.rule().fix());
      if (kind != ReportedExports.HOSTILE) {
        assertThat(binary.getFindings(i).getFile()).isEqualTo(finding.file());
        assertThat(binary.getFindings(i).getFound()).isEqualTo(finding.found());
      }
      assertThat(binary.getFindings(i).hasPointer())
          .isEqualTo(finding.place() instanceof Place.Pointer);
      assertThat(binary.getFindings(i).hasByteOffset())
          .isEqualTo(finding.place() instanceof Place.ByteOffset);
    }
    assertThat(binary.hasFidelity()).isEqualTo(kind == ReportedExports.COMPARED);
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void oneResultIsOneText(ReportFormat format) {
    ValidationResult result = ReportedExports.COMPARED.in(directory);
    ValidationResult again = ReportedExports.COMPARED.in(directory);

    assertThat(ReportedExports.render(format, again))
        .isEqualTo(ReportedExports.render(format, result));
  }

  /** Every member that a report can have is described, and no other. */
  @Test
  void theDocumentationListsTheMembers() throws IOException {
    Set<String> members = new TreeSet<>();
    for (ReportedExports kind : List.of(ReportedExports.DAMAGED, ReportedExports.COMPARED)) {
      String text = ReportedExports.text(ReportFormat.JSON, kind.in(directory.resolve("" + kind)));
      collect(new ObjectMapper().readTree(text), "", members);
    }
    List<String> described = new ArrayList<>();
    Files.readString(Path.of("../docs/reports.md"))
        .lines()
        .filter(line -> line.startsWith("| `/"))
        .forEach(line -> described.add(line.split("`")[1]));

    assertThat(described).containsExactlyInAnyOrderElementsOf(members);
  }

  private static void collect(JsonNode node, String path, Set<String> members) {
    node.properties()
        .forEach(
            member -> {
              String place = path + "/" + member.getKey();
              members.add(place);
              collect(member.getValue(), place, members);
            });
    if (node.isArray()) {
      node.forEach(item -> collect(item, path + "/*", members));
    }
  }
}
