package io.cellfolio.validate;

import io.cellfolio.format.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * The first level: documents and the set of files. What every export passes in this level and the
 * next is written with loops, because a function costs more at its first use than all its uses.
 *
 * @param documents the documents
 * @param layout the layout that they speak for
 * @param evidence why
 * @param dataset what they declare
 * @param files what is known of declared payloads that are regular files, by path
 * @param schemas the check of documents against their schemas, which takes longer than the others
 */
record Structure(
    Documents documents,
    Optional<Layout> layout,
    List<String> evidence,
    Dataset dataset,
    Map<String, FileFacts> files,
    SchemaCheck schemas) {

  /** Checks an export. */
  static Structure check(ExportFiles files, Findings findings) {
    Guard guard = new Guard(findings);
    Documents documents = Documents.read(files, findings, guard);
    LayoutClues.Decision decision = LayoutClues.decide(documents);
    report(decision, findings);
    LayoutTerms terms = LayoutTerms.of(decision.layout().orElse(Layout.keyed()));
    IdentityModel identity =
        guard.run(
            "the identity",
            Layout.IDENTITY_FILE,
            IdentityModel.NONE,
            () ->
                documents.identity().isPresent()
                    ? IdentityCheck.check(documents.identity().get(), terms, findings)
                    : IdentityModel.NONE);
    ObsModel obs =
        guard.run(
            "the obs manifest",
            Layout.OBS_MANIFEST_FILE,
            ObsModel.NONE,
            () ->
                documents.obs().isPresent()
                    ? ObsCheck.check(documents.obs().get(), terms, findings, identity.dimensions())
                    : ObsModel.NONE);
    Optional<VarModel> var =
        guard.run(
            "the var manifest",
            Layout.VAR_MANIFEST_FILE,
            Optional.empty(),
            () ->
                documents.var().isPresent()
                    ? Optional.of(VarCheck.check(documents.var().get(), terms, findings))
                    : Optional.empty());
    Optional<GraphModel> graph =
        guard.run(
            "the connectivity manifest",
            Layout.CONNECTIVITY_MANIFEST_FILE,
            Optional.empty(),
            () ->
                documents.connectivity().isPresent()
                    ? Optional.of(
                        ConnectivityCheck.check(documents.connectivity().get(), terms, findings))
                    : Optional.empty());
    Dataset dataset = DatasetBuilder.build(terms, identity, obs, var, graph, documents);
    FutureTask<Map<String, FileFacts>> fileSet =
        new FutureTask<>(
            () ->
                guard.run(
                    "the set of files",
                    "",
                    Map.of(),
                    () -> FileSetCheck.check(files, dataset, documents, findings)));
    Thread beside = new Thread(fileSet, "cellfolio-files");
    beside.setDaemon(true);
    beside.start();
    guard.run(
        "the agreement of documents",
        "",
        false,
        () -> {
          new AgreementCheck(terms, findings, documents, identity, obs, var, graph).check();
          NamesCheck.check(terms, obs, var, dataset, findings);
          return true;
        });
    Map<String, FileFacts> facts = guard.run("the set of files", "", Map.of(), fileSet::get);
    SchemaCheck schemas = SchemaCheck.of(documents, terms.layout(), findings);
    return new Structure(
        documents, decision.layout(), decision.evidence(), dataset, facts, schemas);
  }

  private static void report(LayoutClues.Decision decision, Findings findings) {
    if (!findings.holds(Rule.LAYOUT_MIXED, !decision.mixed())) {
      findings.add(
          Rule.LAYOUT_MIXED,
          "",
          Place.whole(),
          "documents of one layout",
          String.join("; ", decision.evidence()));
    }
    if (!findings.holds(Rule.LAYOUT_UNDECIDED, decision.layout().isPresent())) {
      findings.add(
          Rule.LAYOUT_UNDECIDED,
          "",
          Place.whole(),
          "a field, a gene, a graph or a vector field that shows the layout",
          "none; checked as keyed");
    }
    boolean keyed = decision.layout().equals(Optional.of(Layout.keyed()));
    if (!findings.holds(Rule.VIEWER_GENERATION, !keyed)) {
      findings.add(
          Rule.VIEWER_GENERATION,
          "",
          Place.whole(),
          "to be opened with " + Layout.keyed().viewer(),
          "the keyed layout, which later viewers refuse");
    }
  }
}
