package io.cellfolio.validate;

import static io.cellfolio.validate.Level.CONTENT;
import static io.cellfolio.validate.Level.LENGTHS;
import static io.cellfolio.validate.Level.STRUCTURE;
import static io.cellfolio.validate.Severity.ERROR;
import static io.cellfolio.validate.Severity.INFO;
import static io.cellfolio.validate.Severity.WARNING;

import io.cellfolio.format.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a validation looks at. Codes are stable: a rule keeps its code for ever, and a
 * code that is given up is not used again. {@code docs/rules.md} is the same list for people.
 *
 * <p>What a rule demands and how to mend a violation stands in {@code rules.properties}.
 */
public enum Rule {
  NOT_AN_EXPORT("CF-DOC-001", ERROR, STRUCTURE, Scope.ANY, "directory.md#files-of-an-export"),
  DOCUMENT_MISSING("CF-DOC-002", ERROR, STRUCTURE, Scope.ANY, "V1"),
  DOCUMENT_LARGE("CF-DOC-003", WARNING, STRUCTURE, Scope.ANY, "V2", "N19"),
  DOCUMENT_SYNTAX("CF-DOC-004", ERROR, STRUCTURE, Scope.ANY, "V3"),
  DOCUMENT_NUMBER_TOKEN("CF-DOC-005", ERROR, STRUCTURE, Scope.ANY, "V3", "NK5"),
  DOCUMENT_ENCODING("CF-DOC-006", ERROR, STRUCTURE, Scope.ANY, "N4"),
  DOCUMENT_DUPLICATE_NAME("CF-DOC-007", ERROR, STRUCTURE, Scope.ANY, "N4"),
  DOCUMENT_SCHEMA("CF-DOC-008", WARNING, STRUCTURE, Scope.ANY, "identity.md#members"),
  LAYOUT_MIXED("CF-DOC-009", ERROR, STRUCTURE, Scope.ANY, "directory.md#telling-the-layouts-apart"),
  LAYOUT_UNDECIDED(
      "CF-DOC-010", INFO, STRUCTURE, Scope.ANY, "directory.md#telling-the-layouts-apart"),
  VIEWER_GENERATION("CF-DOC-011", INFO, STRUCTURE, Scope.KEYED, "NK13"),

  IDENTITY_MEMBERS("CF-ID-001", ERROR, STRUCTURE, Scope.ANY, "V4"),
  IDENTITY_VERSION("CF-ID-002", ERROR, STRUCTURE, Scope.ANY, "V5"),
  IDENTITY_NAME("CF-ID-003", ERROR, STRUCTURE, Scope.ANY, "V6"),
  IDENTITY_DESCRIPTION("CF-ID-004", ERROR, STRUCTURE, Scope.ANY, "V7"),
  IDENTITY_WRITER("CF-ID-005", ERROR, STRUCTURE, Scope.ANY, "V8"),
  IDENTITY_ID("CF-ID-006", ERROR, STRUCTURE, Scope.ANY, "V9"),
  STATS_MEMBERS("CF-ID-007", ERROR, STRUCTURE, Scope.ANY, "V10"),
  STATS_SUM("CF-ID-008", ERROR, STRUCTURE, Scope.ANY, "V11"),
  STATS_EDGES("CF-ID-009", ERROR, STRUCTURE, Scope.ANY, "V12"),
  EMBEDDINGS("CF-ID-010", ERROR, STRUCTURE, Scope.ANY, "V13"),
  EMBEDDING_FILES("CF-ID-011", ERROR, STRUCTURE, Scope.ANY, "V14"),
  IDENTITY_PATH("CF-ID-012", ERROR, STRUCTURE, Scope.ANY, "V15"),
  IDENTITY_OBS_FIELDS("CF-ID-013", ERROR, STRUCTURE, Scope.ANY, "V16"),
  CREATED_AT("CF-ID-014", ERROR, STRUCTURE, Scope.ANY, "V17"),
  EXPORT_SETTINGS("CF-ID-015", ERROR, STRUCTURE, Scope.ANY, "V18"),
  IDENTITY_SOURCE("CF-ID-016", ERROR, STRUCTURE, Scope.ANY, "V19"),
  DEFAULT_DIMENSION("CF-ID-017", WARNING, STRUCTURE, Scope.ANY, "N13"),
  ID_NOT_PORTABLE("CF-ID-018", WARNING, STRUCTURE, Scope.ANY, "N14"),
  NO_CELLS("CF-ID-019", WARNING, STRUCTURE, Scope.ANY, "N17"),

  VECTOR_FIELDS("CF-VEC-001", ERROR, STRUCTURE, Scope.ANY, "V20"),
  VECTOR_FIELD("CF-VEC-002", ERROR, STRUCTURE, Scope.ANY, "V21"),
  VECTOR_LABEL("CF-VEC-003", ERROR, STRUCTURE, Scope.INDEXED, "V22"),
  VECTOR_PATH("CF-VEC-004", ERROR, STRUCTURE, Scope.INDEXED, "V23"),
  VECTOR_ORDER("CF-VEC-005", WARNING, STRUCTURE, Scope.INDEXED, "N17"),

  OBS_MEMBERS("CF-OBS-001", ERROR, STRUCTURE, Scope.ANY, "V30"),
  OBS_SCHEMAS("CF-OBS-002", ERROR, STRUCTURE, Scope.ANY, "V31"),
  VALUE_SCHEMA("CF-OBS-003", ERROR, STRUCTURE, Scope.ANY, "V32"),
  PATH_PATTERN("CF-OBS-004", ERROR, STRUCTURE, Scope.ANY, "V33"),
  CATEGORY_SCHEMA("CF-OBS-005", ERROR, STRUCTURE, Scope.ANY, "V34"),
  OBS_TUPLE("CF-OBS-006", ERROR, STRUCTURE, Scope.ANY, "V40"),
  OBS_INDEX("CF-OBS-007", ERROR, STRUCTURE, Scope.INDEXED, "V41"),
  OBS_KEY("CF-OBS-008", ERROR, STRUCTURE, Scope.ANY, "V42", "NK10"),
  OBS_BOUNDS("CF-OBS-009", ERROR, STRUCTURE, Scope.ANY, "V43"),
  CATEGORIES("CF-OBS-010", ERROR, STRUCTURE, Scope.ANY, "V44", "NK11"),
  LABELS_EQUAL("CF-OBS-011", ERROR, STRUCTURE, Scope.INDEXED, "V44"),
  LABELS_EQUAL_KEYED("CF-OBS-012", WARNING, STRUCTURE, Scope.KEYED, "obs.md#labels"),
  CENTROIDS("CF-OBS-013", ERROR, STRUCTURE, Scope.ANY, "V45"),
  CENTROID_DIMENSIONS("CF-OBS-014", WARNING, STRUCTURE, Scope.ANY, "N11"),
  BOUND_NOT_SINGLE("CF-OBS-015", WARNING, STRUCTURE, Scope.ANY, "N15"),
  CATEGORY_COUNT("CF-OBS-016", WARNING, STRUCTURE, Scope.ANY, "N18"),

  VAR_MEMBERS("CF-VAR-001", ERROR, STRUCTURE, Scope.ANY, "V50"),
  GENE_TUPLE("CF-VAR-002", ERROR, STRUCTURE, Scope.ANY, "V52"),
  GENE_INDEX("CF-VAR-003", ERROR, STRUCTURE, Scope.INDEXED, "V52"),
  GENE_NAME("CF-VAR-004", ERROR, STRUCTURE, Scope.ANY, "V52", "NK10"),
  GENE_BOUNDS("CF-VAR-005", ERROR, STRUCTURE, Scope.ANY, "V52", "V43"),

  GRAPH_MEMBERS("CF-GRAPH-001", ERROR, STRUCTURE, Scope.ANY, "V53"),
  GRAPH_COUNTS("CF-GRAPH-002", ERROR, STRUCTURE, Scope.ANY, "V53"),
  GRAPH_INDEX_WIDTH("CF-GRAPH-003", ERROR, STRUCTURE, Scope.ANY, "V53"),
  GRAPH_PATHS("CF-GRAPH-004", ERROR, STRUCTURE, Scope.ANY, "V53"),
  GRAPH_WORKING_SET("CF-GRAPH-005", WARNING, STRUCTURE, Scope.INDEXED, "V54"),

  CELL_COUNTS("CF-SET-001", ERROR, STRUCTURE, Scope.ANY, "V60", "NK6"),
  OBS_FIELDS_DIFFER("CF-SET-002", ERROR, STRUCTURE, Scope.ANY, "V61", "NK6"),
  GENE_COUNT("CF-SET-003", ERROR, STRUCTURE, Scope.ANY, "V62", "NK6"),
  GENE_COUNT_OF_INPUT("CF-SET-004", INFO, STRUCTURE, Scope.KEYED, "NK7"),
  GRAPH_AGREEMENT("CF-SET-005", ERROR, STRUCTURE, Scope.ANY, "V63", "NK6"),
  COMPRESSION_DIFFERS("CF-SET-006", ERROR, STRUCTURE, Scope.ANY, "V64", "NK6"),
  SETTINGS_DIFFER("CF-SET-007", ERROR, STRUCTURE, Scope.ANY, "V65", "NK6"),
  SAME_PATH("CF-SET-008", ERROR, STRUCTURE, Scope.ANY, "V66"),

  SAFE_NAME_SHARED("CF-KEY-001", ERROR, STRUCTURE, Scope.KEYED, "NK1"),
  SAFE_NAME_CASE("CF-KEY-002", WARNING, STRUCTURE, Scope.KEYED, "NK2"),
  SAFE_NAME_DEVICE("CF-KEY-003", WARNING, STRUCTURE, Scope.KEYED, "NK3"),

  DISPLAY_TEXT("CF-TEXT-001", WARNING, STRUCTURE, Scope.ANY, "N1"),
  LABELS_ALIKE("CF-TEXT-002", WARNING, STRUCTURE, Scope.ANY, "N1"),

  PAYLOAD_MISSING("CF-FILE-001", ERROR, STRUCTURE, Scope.ANY, "V70", "NK4"),
  FILE_UNDECLARED("CF-FILE-002", WARNING, STRUCTURE, Scope.ANY, "N2"),
  PAYLOAD_TWIN("CF-FILE-003", WARNING, STRUCTURE, Scope.ANY, "N2"),
  FILE_NAME_UNSAFE("CF-FILE-004", ERROR, STRUCTURE, Scope.ANY, "V67"),
  FILE_NOT_REGULAR("CF-FILE-005", ERROR, STRUCTURE, Scope.ANY, "reader.md#python-server"),
  PAYLOAD_FOLDER("CF-FILE-006", WARNING, STRUCTURE, Scope.ANY, "N5"),
  FILE_UNREADABLE("CF-FILE-007", ERROR, STRUCTURE, Scope.ANY, "payloads.md#reading"),
  FILE_CHANGED("CF-FILE-008", ERROR, STRUCTURE, Scope.ANY, "payloads.md#reading"),

  PAYLOAD_LENGTH("CF-LEN-001", ERROR, LENGTHS, Scope.ANY, "V71", "NK4", "NK9"),
  PAYLOAD_LARGE("CF-LEN-002", WARNING, LENGTHS, Scope.ANY, "V72", "N19"),
  GZIP_ENVELOPE("CF-GZIP-001", ERROR, LENGTHS, Scope.ANY, "V71"),
  GZIP_HEADER_FIELDS("CF-GZIP-002", INFO, LENGTHS, Scope.ANY, "N16"),
  GZIP_DATA("CF-GZIP-003", ERROR, CONTENT, Scope.ANY, "V71"),
  GZIP_CHECKSUM("CF-GZIP-004", ERROR, CONTENT, Scope.ANY, "N3"),
  GZIP_TRAILING("CF-GZIP-005", ERROR, CONTENT, Scope.ANY, "N3"),

  POINT_NOT_FINITE("CF-DATA-001", ERROR, CONTENT, Scope.ANY, "V74", "NK12"),
  POINT_RANGE("CF-DATA-002", WARNING, CONTENT, Scope.ANY, "N6"),
  VECTOR_NOT_FINITE("CF-DATA-003", ERROR, CONTENT, Scope.INDEXED, "V75"),
  VECTOR_NOT_FINITE_KEYED("CF-DATA-004", WARNING, CONTENT, Scope.KEYED, "vectors.md#values"),
  VALUE_INFINITE("CF-DATA-005", ERROR, CONTENT, Scope.INDEXED, "V78"),
  VALUE_INFINITE_KEYED("CF-DATA-006", WARNING, CONTENT, Scope.KEYED, "N9"),
  VALUES_ALL_MISSING("CF-DATA-007", WARNING, CONTENT, Scope.ANY, "N8", "V78"),
  VALUES_MISSING("CF-DATA-008", INFO, CONTENT, Scope.ANY, "N7"),
  CONSTANT_CODES("CF-DATA-009", WARNING, CONTENT, Scope.ANY, "N10"),
  CODE_EXTREMES("CF-DATA-010", WARNING, CONTENT, Scope.INDEXED, "N10"),
  CATEGORY_CODE("CF-DATA-011", ERROR, CONTENT, Scope.ANY, "V73", "NK4"),
  CATEGORY_UNUSED("CF-DATA-012", WARNING, CONTENT, Scope.ANY, "N18"),
  CENTROID_SIZE("CF-DATA-013", WARNING, CONTENT, Scope.ANY, "N11"),
  CENTROID_PLACE("CF-DATA-014", WARNING, CONTENT, Scope.ANY, "N11"),
  OUTLIER_RANGE("CF-DATA-015", ERROR, CONTENT, Scope.ANY, "V77"),
  OUTLIER_WITHOUT_CATEGORY("CF-DATA-016", WARNING, CONTENT, Scope.ANY, "N12"),
  OUTLIER_ABSENT("CF-DATA-017", WARNING, CONTENT, Scope.ANY, "N12"),
  OUTLIER_TOP("CF-DATA-018", WARNING, CONTENT, Scope.ANY, "N12"),

  EDGE_ENDS("CF-EDGE-001", ERROR, CONTENT, Scope.ANY, "V76", "NK9"),
  EDGE_ORDER("CF-EDGE-002", ERROR, CONTENT, Scope.ANY, "V76", "NK9"),
  EDGE_WEIGHT("CF-EDGE-003", ERROR, CONTENT, Scope.INDEXED, "V76"),
  EDGE_DEGREE("CF-EDGE-004", ERROR, CONTENT, Scope.ANY, "V76"),
  EDGE_SELF_LOOPS("CF-EDGE-005", INFO, CONTENT, Scope.KEYED, "NK8"),

  CATALOG_SHAPE("CF-CAT-001", ERROR, STRUCTURE, Scope.ANY, "catalog.md#members"),
  CATALOG_UNIQUE("CF-CAT-002", ERROR, STRUCTURE, Scope.ANY, "catalog.md#reading"),
  CATALOG_DEFAULT("CF-CAT-003", ERROR, STRUCTURE, Scope.ANY, "catalog.md#reading"),
  CATALOG_PATH("CF-CAT-004", ERROR, STRUCTURE, Scope.ANY, "catalog.md#reading"),
  CATALOG_DATASET("CF-CAT-005", ERROR, STRUCTURE, Scope.ANY, "catalog.md#reading", "V9"),
  CATALOG_COUNTS("CF-CAT-006", ERROR, STRUCTURE, Scope.ANY, "catalog.md#reading"),
  CATALOG_STATE("CF-CAT-007", ERROR, STRUCTURE, Scope.ANY, "catalog.md#reading"),
  CATALOG_UNLISTED("CF-CAT-008", WARNING, STRUCTURE, Scope.ANY, "catalog.md#writing"),
  CATALOG_DIRECTORY_NAME("CF-CAT-009", WARNING, STRUCTURE, Scope.ANY, "catalog.md#writing"),

  SOURCE_CELL_COUNT("CF-SRC-001", ERROR, CONTENT, Scope.ANY, "README.md#terms"),
  SOURCE_CELL_ORDER("CF-SRC-002", ERROR, CONTENT, Scope.ANY, "README.md#terms"),
  SOURCE_FIELD_UNKNOWN("CF-SRC-003", ERROR, CONTENT, Scope.ANY, "obs.md#members"),
  SOURCE_FIELD_KIND("CF-SRC-004", ERROR, CONTENT, Scope.ANY, "obs.md#what-becomes-of-a-column"),
  SOURCE_LABELS("CF-SRC-005", ERROR, CONTENT, Scope.ANY, "obs.md#labels"),
  SOURCE_LABELS_SHIFTED("CF-SRC-006", ERROR, CONTENT, Scope.ANY, "obs.md#labels"),
  SOURCE_CATEGORY("CF-SRC-007", ERROR, CONTENT, Scope.ANY, "obs.md#labels"),
  SOURCE_COORDINATES("CF-SRC-008", ERROR, CONTENT, Scope.ANY, "embeddings.md#normalization"),
  SOURCE_SIGN("CF-SRC-009", ERROR, CONTENT, Scope.ANY, "quantization.md#decoding"),
  SOURCE_SCALE("CF-SRC-010", ERROR, CONTENT, Scope.ANY, "quantization.md#decoding"),
  SOURCE_HALF_PRECISION("CF-SRC-011", ERROR, CONTENT, Scope.ANY, "quantization.md#decoding"),
  SOURCE_VALUES("CF-SRC-012", ERROR, CONTENT, Scope.ANY, "quantization.md#decoding"),
  SOURCE_MISSING_VALUES(
      "CF-SRC-013", ERROR, CONTENT, Scope.ANY, "quantization.md#rules-for-both-layouts"),
  SOURCE_BOUNDS("CF-SRC-014", ERROR, CONTENT, Scope.ANY, "quantization.md#rules-for-both-layouts"),
  SOURCE_GENES_EXCHANGED("CF-SRC-015", ERROR, CONTENT, Scope.ANY, "var.md#selection-and-order"),
  SOURCE_LAYER("CF-SRC-016", ERROR, CONTENT, Scope.ANY, "var.md#values"),
  SOURCE_EDGES("CF-SRC-017", ERROR, CONTENT, Scope.ANY, "connectivity.md#edges"),
  SOURCE_WEIGHTS("CF-SRC-018", ERROR, CONTENT, Scope.INDEXED, "connectivity.md#edges"),
  SOURCE_VECTORS("CF-SRC-019", ERROR, CONTENT, Scope.ANY, "vectors.md#values"),
  SOURCE_AXES("CF-SRC-020", ERROR, CONTENT, Scope.ANY, "embeddings.md#what-is-exported"),

  CHECK_FAILED("CF-RUN-001", ERROR, STRUCTURE, Scope.ANY, "README.md#how-to-read-the-requirements"),
  CHECK_LIMIT("CF-RUN-002", ERROR, STRUCTURE, Scope.ANY, "json.md#reading");

  private static final String CODE_PREFIX = "CF-";
  private static final String SOURCE_FAMILY = "SRC";
  private static final String SPEC = "docs/format/";

  private final String code;
  private final Severity severity;
  private final Level level;
  private final Scope scope;
  private final List<String> origins;

  Rule(String code, Severity severity, Level level, Scope scope, String... origins) {
    this.code = code;
    this.severity = severity;
    this.level = level;
    this.scope = scope;
    this.origins = List.of(origins);
  }

  /** The layouts that a rule is about. */
  private enum Scope {
    ANY(Set.of(Layout.keyed(), Layout.indexed())),
    KEYED(Set.of(Layout.keyed())),
    INDEXED(Set.of(Layout.indexed()));

    private final Set<Layout> layouts;

    Scope(Set<Layout> layouts) {
      this.layouts = layouts;
    }
  }

  /**
   * The rule's name for ever.
   *
   * @return for example {@code CF-VAR-004}
   */
  public String code() {
    return code;
  }

  /**
   * The subject that the rule belongs to.
   *
   * @return the middle of the code, for example {@code VAR}
   */
  public String family() {
    return code.substring(CODE_PREFIX.length(), code.lastIndexOf('-'));
  }

  /**
   * How bad a violation is.
   *
   * @return the severity of all its findings
   */
  public Severity severity() {
    return severity;
  }

  /**
   * The first level that runs the rule.
   *
   * @return a level
   */
  public Level level() {
    return level;
  }

  /**
   * Whether the rule compares the export with the data that it was made from.
   *
   * @return true for the family {@code SRC}
   */
  public boolean needsSource() {
    return family().equals(SOURCE_FAMILY);
  }

  /**
   * The layouts that the rule is about.
   *
   * @return one or both
   */
  public Set<Layout> layouts() {
    return scope.layouts;
  }

  /**
   * What holds where the rule is kept.
   *
   * @return one sentence
   */
  public String condition() {
    return RuleTexts.of(code + ".condition");
  }

  /**
   * What to do about a violation.
   *
   * @return one sentence
   */
  public String fix() {
    return RuleTexts.of(code + ".fix");
  }

  /**
   * The numbered conditions of {@code docs/format/reader.md} that the rule covers.
   *
   * @return for example {@code V70}, {@code NK4}; empty when the rule comes from another page
   */
  public List<String> conditions() {
    return origins.stream().filter(origin -> !origin.contains("#")).toList();
  }

  /**
   * Where the specification demands it.
   *
   * @return a link such as {@code docs/format/reader.md#v70}
   */
  public String link() {
    return link(origins.get(0));
  }

  /**
   * All places of the specification that the rule comes from.
   *
   * @return links, {@link #link()} first
   */
  public List<String> links() {
    List<String> links = new ArrayList<>();
    origins.forEach(origin -> links.add(link(origin)));
    return List.copyOf(links);
  }

  /**
   * The rule with a code.
   *
   * @param code for example {@code CF-VAR-004}, in any case
   * @return the rule, or empty when there is none
   */
  public static Optional<Rule> ofCode(String code) {
    String wanted = code.toUpperCase(Locale.ROOT);
    for (Rule rule : values()) {
      if (rule.code.equals(wanted)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static String link(String origin) {
    return SPEC + (origin.contains("#") ? origin : "reader.md#" + origin.toLowerCase(Locale.ROOT));
  }
}
