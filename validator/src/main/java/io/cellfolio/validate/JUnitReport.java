package io.cellfolio.validate;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit XML: a test case per rule, which fails, passes, or was skipped. */
final class JUnitReport implements ReportRenderer {
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
    String tests = String.valueOf(rules.size());
    String failures = String.valueOf(rules.stream().filter(rule -> fails(rule, result)).count());
    String skipped = String.valueOf(rules.stream().filter(rule -> isSkipped(rule, result)).count());
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    start(
        xml,
        "testsuites",
        "name",
        "cellfolio validate",
        "tests",
        tests,
        "failures",
        failures,
        "errors",
        "0");
    start(
        xml,
        "testsuite",
        "name",
        clean(result.directory().toString()),
        "tests",
        tests,
        "failures",
        failures,
        "errors",
        "0",
        "skipped",
        skipped);
    for (Rule rule : rules) {
      write(xml, rule, result);
    }
    xml.writeStartElement("system-out");
    xml.writeCharacters(clean(TextReport.verdict(result)));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void write(XMLStreamWriter xml, Rule rule, ValidationResult result)
      throws XMLStreamException {
    start(
        xml,
        "testcase",
        "classname",
        "cellfolio." + rule.family(),
        "name",
        rule.code() + " " + rule.condition());
    List<Finding> found =
        result.findings().stream().filter(finding -> finding.rule() == rule).toList();
    if (!found.isEmpty()) {
      String details = found.stream().map(Finding::toString).collect(Collectors.joining("\n"));
      String text = clean("%s%nfix: %s%nsee: %s".formatted(details, rule.fix(), rule.link()));
      if (fails(rule, result)) {
        start(
            xml,
            "failure",
            "message",
            clean(Shown.count(result.counts().get(rule)) + " x " + rule.condition()),
            "type",
            rule.severity().name().toLowerCase(Locale.ROOT));
      } else {
        xml.writeStartElement("system-out");
      }
      xml.writeCharacters(text);
      xml.writeEndElement();
    } else if (isSkipped(rule, result)) {
      xml.writeEmptyElement("skipped");
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

  private static void start(XMLStreamWriter xml, String name, String... attributes)
      throws XMLStreamException {
    xml.writeStartElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
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
