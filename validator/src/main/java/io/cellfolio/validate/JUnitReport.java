package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML in the form of Maven Surefire, the one with a published schema: a test case per rule,
 * which fails, passes, or was skipped.
 */
final class JUnitReport implements ReportRenderer {
  private static final String SCHEMA =
      "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";

  /** Reports of the same directory are the same, so nothing is said of time. */
  private static final String NO_TIME = "0";

  private final boolean strict;

  /**
   * A renderer.
   *
   * @param strict whether warnings fail their test case
   */
  JUnitReport(boolean strict) {
    this.strict = strict;
  }

  @Override
  public void render(ValidationResult result, OutputStream out) throws IOException {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      write(xml, result);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("the JUnit report cannot be written", e);
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void write(XMLStreamWriter xml, ValidationResult result) throws XMLStreamException {
    List<Rule> rules =
        Arrays.stream(Rule.values())
            .filter(rule -> !rule.needsSource() || result.fidelity().isPresent())
            .toList();
    String failures = String.valueOf(rules.stream().filter(rule -> fails(rule, result)).count());
    String skipped = String.valueOf(rules.stream().filter(rule -> isSkipped(rule, result)).count());
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    xml.writeNamespace("xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
    xml.writeAttribute(
        "xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "noNamespaceSchemaLocation", SCHEMA);
    attribute(xml, "name", ReportFormat.TOOL + " " + result.directory());
    attribute(xml, "tests", String.valueOf(rules.size()));
    attribute(xml, "errors", "0");
    attribute(xml, "skipped", skipped);
    attribute(xml, "failures", failures);
    attribute(xml, "time", NO_TIME);
    xml.writeCharacters("\n");
    writeProperties(xml, result);
    for (Rule rule : rules) {
      write(xml, rule, result);
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private static void writeProperties(XMLStreamWriter xml, ValidationResult result)
      throws XMLStreamException {
    xml.writeStartElement("properties");
    xml.writeCharacters("\n");
    property(xml, "verdict", TextReport.verdict(result));
    property(xml, "layout", result.layout().map(Layout::name).orElse(""));
    property(xml, "viewer", result.viewer());
    property(xml, "level", result.level().name().toLowerCase(Locale.ROOT));
    property(xml, "stopped", String.valueOf(result.stopped()));
    property(xml, "checks", String.valueOf(result.checksRun()));
    property(xml, "files", String.valueOf(result.filesRead()));
    property(xml, "bytes", String.valueOf(result.bytesInflated()));
    property(xml, "validator", Versions.own());
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute(xml, "name", name);
    attribute(xml, "value", value);
    xml.writeCharacters("\n");
  }

  private void write(XMLStreamWriter xml, Rule rule, ValidationResult result)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "name", rule.code() + " " + rule.condition());
    attribute(xml, "classname", "cellfolio." + rule.family());
    attribute(xml, "time", NO_TIME);
    List<Finding> found =
        result.findings().stream().filter(finding -> finding.rule() == rule).toList();
    if (!found.isEmpty()) {
      String details = found.stream().map(Finding::toString).collect(Collectors.joining("\n"));
      if (fails(rule, result)) {
        xml.writeStartElement("failure");
        attribute(
            xml, "message", Shown.count(result.counts().get(rule)) + " x " + rule.condition());
        attribute(xml, "type", rule.severity().name().toLowerCase(Locale.ROOT));
      } else {
        xml.writeStartElement("system-out");
      }
      xml.writeCharacters(clean(details + "\nfix: " + rule.fix() + "\nsee: " + rule.link()));
      xml.writeEndElement();
    } else if (isSkipped(rule, result)) {
      xml.writeEmptyElement("skipped");
      attribute(xml, "message", "nothing to check here at this level");
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private boolean fails(Rule rule, ValidationResult result) {
    boolean counts =
        rule.severity() == Severity.ERROR || (strict && rule.severity() == Severity.WARNING);
    return counts && result.counts().containsKey(rule);
  }

  private static boolean isSkipped(Rule rule, ValidationResult result) {
    return !result.counts().containsKey(rule) && !result.rulesRun().contains(rule);
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  /** XML has no control characters, not even escaped, and no halves of surrogate pairs. */
  private static String clean(String text) {
    return text.codePoints()
        .map(c -> isAllowed(c) ? c : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isAllowed(int c) {
    boolean control = c < ' ' && c != '\t' && c != '\n' && c != '\r';
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !surrogate && c != 0xfffe && c != 0xffff;
  }
}
