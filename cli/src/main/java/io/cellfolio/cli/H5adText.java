package io.cellfolio.cli;

import io.cellfolio.h5ad.H5adSummary;
import io.cellfolio.h5ad.H5adSummary.Column;
import io.cellfolio.h5ad.H5adSummary.Element;
import io.cellfolio.h5ad.MatrixKind;
import io.cellfolio.h5ad.MatrixProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an {@code .h5ad} file holds, as a tree for people and as JSON. */
final class H5adText {
  private static final int NAME_WIDTH = 28;

  private final H5adSummary summary;
  private final Map<String, String> kinds = new HashMap<>();

  /**
   * Describes a file.
   *
   * @param profiles what its matrices look like
   */
  H5adText(H5adSummary summary, List<MatrixProfile> profiles) {
    this.summary = summary;
    for (MatrixProfile profile : profiles) {
      if (profile.kind() != MatrixKind.UNKNOWN) {
        kinds.put(profile.path(), profile.kind().label());
      }
    }
  }

  /** The summary as an indented tree. */
  String tree() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %s, %s\n"
            .formatted(
                summary.name(), summary.generation().label(), Quantities.bytes(summary.bytes())));
    text.append(
        "%s x %s\n"
            .formatted(
                Quantities.count(summary.nObs(), "cell"),
                Quantities.count(summary.nVars(), "gene")));
    summary.x().ifPresent(x -> text.append(line(0, "X", description(x))));
    summary.rawX().ifPresent(raw -> text.append(line(0, "raw/X", description(raw))));
    elements(text, "layers", summary.layers());
    columns(text, "obs", summary.obs());
    columns(text, "var", summary.var());
    elements(text, "obsm", summary.obsm());
    elements(text, "obsp", summary.obsp());
    if (!summary.uns().isEmpty()) {
      text.append(line(0, "uns", ""));
      summary.uns().forEach(name -> text.append(line(1, name, "")));
    }
    summary.notices().forEach(notice -> text.append("note: ").append(notice).append('\n'));
    return text.toString();
  }

  /** The summary as one JSON object. */
  String json(ExportOutlook outlook) {
    return JsonText.object(
        json -> {
          json.member("name", summary.name())
              .member("bytes", summary.bytes())
              .member("generation", summary.generation().label())
              .member("n_obs", summary.nObs())
              .member("n_vars", summary.nVars());
          summary.x().ifPresent(x -> json.object("X", object -> members(object, x)));
          summary.rawX().ifPresent(raw -> json.object("raw_X", object -> members(object, raw)));
          json.objects("layers", summary.layers(), this::members)
              .objects("obs", summary.obs(), this::members)
              .objects("var", summary.var(), this::members)
              .objects("obsm", summary.obsm(), this::members)
              .objects("obsp", summary.obsp(), this::members)
              .texts("uns", summary.uns())
              .texts("notices", summary.notices())
              .object("export", outlook::members);
        });
  }

  private void members(JsonText json, Element element) {
    json.member("path", element.path())
        .member("encoding", element.encoding())
        .wholes("shape", element.shape())
        .member("type", element.type())
        .member("storage", element.storage());
    element.nonZeros().ifPresent(n -> json.member("stored_values", n));
    if (kinds.containsKey(element.path())) {
      json.member("looks_like", kinds.get(element.path()));
    }
    json.member("problem", element.problem());
  }

  private void members(JsonText json, Column column) {
    json.member("name", column.name())
        .member("encoding", column.encoding())
        .member("type", column.type())
        .member("kind", column.kind())
        .member("problem", column.problem());
  }

  private void elements(StringBuilder text, String title, List<Element> elements) {
    if (!elements.isEmpty()) {
      text.append(line(0, title, ""));
      for (Element element : elements) {
        // What stands elsewhere, as graphs once did, is shown with its whole path.
        String usual = "/" + title + "/";
        String name =
            element.path().startsWith(usual)
                ? element.path().substring(usual.length())
                : element.path().substring(1);
        text.append(line(1, name, description(element)));
      }
    }
  }

  private static void columns(StringBuilder text, String title, List<Column> columns) {
    if (!columns.isEmpty()) {
      text.append(line(0, title, Quantities.count(columns.size(), "column")));
      for (Column column : columns) {
        String problem = column.problem().isEmpty() ? "" : ": " + column.problem();
        text.append(
            line(
                1,
                column.name(),
                "%s (%s, %s)%s"
                    .formatted(column.kind(), column.encoding(), column.type(), problem)));
      }
    }
  }

  private String description(Element element) {
    StringBuilder text = new StringBuilder(element.encoding());
    if (!element.type().isEmpty()) {
      text.append(' ').append(element.type());
    }
    if (!element.shape().isEmpty()) {
      text.append(' ')
          .append(
              element.shape().stream().map(Quantities::count).collect(Collectors.joining(" x ")));
    }
    element
        .nonZeros()
        .ifPresent(n -> text.append(", ").append(Quantities.count(n, "stored value")));
    if (!element.storage().isEmpty()) {
      text.append(", ").append(element.storage());
    }
    if (kinds.containsKey(element.path())) {
      String kind = kinds.get(element.path());
      text.append("; looks ").append(kind.equals(MatrixKind.COUNTS.label()) ? "like counts" : kind);
    }
    if (!element.problem().isEmpty()) {
      text.append(": ").append(element.problem());
    }
    return text.toString();
  }

  private static String line(int depth, String name, String text) {
    String indented = "  ".repeat(depth + 1) + name;
    int padding = Math.max(1, NAME_WIDTH - indented.length());
    return (indented + " ".repeat(padding) + text).stripTrailing() + "\n";
  }
}
