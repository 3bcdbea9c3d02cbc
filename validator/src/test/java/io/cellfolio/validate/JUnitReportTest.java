package io.cellfolio.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** JUnit XML against the schema of Surefire, which the build takes from its published sources. */
class JUnitReportTest {
  private static final Path SCHEMA = Path.of("target/junit-schema/surefire-test-report.xsd");

  @TempDir Path directory;

  private static void validate(byte[] xml) throws SAXException, IOException {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(SCHEMA.toFile());
    schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
  }

  private static Element suite(byte[] xml)
      throws SAXException, IOException, ParserConfigurationException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml))
        .getDocumentElement();
  }

  @ParameterizedTest
  @EnumSource(ReportedExports.class)
  void isValidAndCountsRight(ReportedExports export) throws Exception {
    ValidationResult result = export.in(directory);
    for (boolean strict : new boolean[] {false, true}) {
      byte[] xml = ReportedExports.render(new JUnitReport(strict), result);

      validate(xml);
      Element suite = suite(xml);
      assertThat(suite.getAttribute("failures"))
          .isEqualTo(String.valueOf(suite.getElementsByTagName("failure").getLength()));
      assertThat(suite.getAttribute("skipped"))
          .isEqualTo(String.valueOf(suite.getElementsByTagName("skipped").getLength()));
      assertThat(suite.getAttribute("tests"))
          .isEqualTo(String.valueOf(suite.getElementsByTagName("testcase").getLength()));
      assertThat(suite.getAttribute("failures").equals("0"))
          .isEqualTo(strict ? result.verdict() == Verdict.CLEAN : result.isAccepted());
    }
  }

  @Test
  void theSchemaNoticesWhatIsWrong() {
    String xml = ReportedExports.text(ReportFormat.JUNIT, ReportedExports.CLEAN.in(directory));

    assertThatThrownBy(
            () ->
                validate(
                    xml.replaceFirst("<testcase", "<testcases")
                        .replaceFirst("</testcase>", "</testcases>")
                        .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SAXException.class);
  }

  @Test
  void tellsWhatFailedAndHowToMendIt() throws Exception {
    ValidationResult result = ReportedExports.DAMAGED.in(directory);
    NodeList failures =
        suite(ReportedExports.render(ReportFormat.JUNIT, result)).getElementsByTagName("failure");

    assertThat(failures.getLength()).isGreaterThan(3);
    for (int i = 0; i < failures.getLength(); i++) {
      assertThat(failures.item(i).getTextContent())
          .contains("expected ", "found ", "\nfix: ", "\nsee: docs/format/");
    }
  }
}
