package io.cellfolio.cli;

import io.cellfolio.export.ExportOptions;
import io.cellfolio.export.ExportPlan;
import io.cellfolio.export.ExportRefusedException;
import io.cellfolio.export.Exporter;
import io.cellfolio.export.Notice;
import io.cellfolio.export.Problem;
import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adSummary;
import io.cellfolio.h5ad.MalformedH5adException;
import io.cellfolio.h5ad.UnsupportedEncodingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What an export without options would take of a file and what it would leave out, as the exporter
 * itself plans it.
 */
final class ExportOutlook {
  private final Optional<ExportPlan> plan;
  private final List<Notice> notices;
  private final List<String> problems;
  private final List<NotTaken> notTaken;

  private ExportOutlook(
      Optional<ExportPlan> plan,
      List<Notice> notices,
      List<String> problems,
      List<NotTaken> notTaken) {
    this.notTaken = notTaken;
    this.plan = plan;
    this.notices = notices;
    this.problems = problems;
  }

  static ExportOutlook of(H5adFile file, H5adSummary summary) throws IOException {
    String name = file.name().replaceFirst("(?i)(?<=.)\\.(h5ad|h5mu)$", "");
    // A place where no export can be, so that the plan is one for a new export.
    Path target =
        Path.of(System.getProperty("java.io.tmpdir"), "cellfolio-" + UUID.randomUUID(), name);
    try {
      ExportPlan plan = Exporter.plan(file, target, ExportOptions.builder().build());
      List<Notice> notices = new ArrayList<>(plan.notices());
      notices.addAll(MatrixAdvice.of(file));
      return new ExportOutlook(Optional.of(plan), notices, List.of(), NotTaken.of(summary, plan));
    } catch (ExportRefusedException e) {
      return refused(e.problems().stream().map(Problem::text).toList());
    } catch (MalformedH5adException | UnsupportedEncodingException e) {
      return refused(List.of(e.getMessage()));
    }
  }

  private static ExportOutlook refused(List<String> problems) {
    return new ExportOutlook(Optional.empty(), List.of(), problems, List.of());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (plan.isEmpty()) {
      text.append("\nAn export without options would be refused:\n");
      problems.forEach(
          problem -> text.append("  - ").append(problem.replace("\n", "\n    ")).append('\n'));
      return text.toString();
    }
    text.append("\nAn export without options would take:\n").append(ExportFacts.of(plan.get()));
    if (!notTaken.isEmpty()) {
      text.append("\nand would pass over:\n");
      notTaken.forEach(part -> text.append("  %-24s %s\n".formatted(part.what(), part.why())));
    }
    return text.append(NoticeList.shortened(true).of(notices)).toString();
  }

  void members(JsonText json) {
    json.truth("refused", plan.isEmpty()).texts("problems", problems);
    plan.ifPresent(
        found -> {
          found
              .geneLocation()
              .ifPresent(place -> json.member("genes_from", place).member("genes", found.nGenes()));
          json.member("continuous_fields", found.nContinuousFields())
              .member("categorical_fields", found.nCategoricalFields())
              .objects(
                  "embeddings",
                  found.embeddings().entrySet(),
                  (object, entry) ->
                      object.member("dimension", entry.getKey()).member("obsm", entry.getValue()));
          found.latent().ifPresent(key -> json.member("latent", key));
          found.nEdges().ifPresent(edges -> json.member("edges", edges));
          json.texts("vector_fields", found.vectorFields());
        });
    json.objects(
        "not_taken",
        notTaken,
        (object, part) -> object.member("what", part.what()).member("why", part.why()));
    json.objects(
        "notices",
        notices,
        (object, notice) ->
            object
                .member("kind", notice.kind().name().toLowerCase(Locale.ROOT))
                .member("text", notice.text()));
  }
}
