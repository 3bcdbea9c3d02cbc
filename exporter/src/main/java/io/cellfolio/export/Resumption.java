package io.cellfolio.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * An interrupted export that can be gone on from. Nothing in its stage is trusted but payloads of
 * genes that its record tells of and whose bytes still have the recorded checksum.
 *
 * <p>Normative text: {@code docs/format/transaction.md}.
 */
final class Resumption {
  private static final int GENES_AT_ONCE = 64;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path stage;
  private final String transaction;
  private final ProgressFile.Content content;

  private Resumption(Path stage, String transaction, ProgressFile.Content content) {
    this.stage = stage;
    this.transaction = transaction;
    this.content = content;
  }

  /**
   * Finds the stage to go on from, and deletes every other one beside the target.
   *
   * @param key what this run's genes follow from; empty when nothing can be gone on from
   * @param notices hears why a stage is not taken over
   */
  static Optional<Resumption> find(Sidecars sidecars, Optional<ResumeKey> key, List<Notice> notices)
      throws IOException {
    Optional<Resumption> found = Optional.empty();
    for (Path stage : stages(sidecars)) {
      String transaction = sidecars.transactionOfStage(stage);
      Optional<ProgressFile.Content> content = content(sidecars, transaction);
      Optional<String> obstacle = obstacle(key, content);
      if (obstacle.isEmpty() && found.isEmpty()) {
        found = Optional.of(new Resumption(stage, transaction, content.orElseThrow()));
        continue;
      }
      DirectoryTree.delete(stage);
      Files.deleteIfExists(sidecars.progress(transaction));
      notices.add(
          Notice.warning(
              "the interrupted export %s cannot be gone on from and was removed; everything is written anew: %s"
                  .formatted(stage.getFileName(), obstacle.orElse("another one is gone on from"))));
    }
    return found;
  }

  /** What an interrupted run left beside a target, for people. */
  static Optional<UnfinishedExport> look(Sidecars sidecars) throws IOException {
    for (Path stage : stages(sidecars)) {
      Optional<ProgressFile.Content> content =
          content(sidecars, sidecars.transactionOfStage(stage));
      if (content.isPresent()) {
        Set<Integer> genes = new HashSet<>();
        content.get().staged().forEach(gene -> genes.add(gene.gene()));
        return Optional.of(new UnfinishedExport(stage, genes.size(), content.get().nGenes()));
      }
    }
    return Optional.empty();
  }

  /** How far the record of a stage goes, as a clause; empty text without a record. */
  static String extent(Sidecars sidecars, Path stage) throws IOException {
    return content(sidecars, sidecars.transactionOfStage(stage))
        .map(
            content ->
                String.format(
                    Locale.ROOT,
                    " (about %,d of %,d genes were staged; --resume would have gone on from them)",
                    Math.min(content.staged().size(), content.nGenes()),
                    content.nGenes()))
        .orElse("");
  }

  private static List<Path> stages(Sidecars sidecars) throws IOException {
    List<Path> stages = new ArrayList<>();
    Path parent = sidecars.target().getParent();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, sidecars::isStage)) {
        siblings.forEach(stages::add);
      }
    }
    stages.sort(null);
    return stages;
  }

  private static Optional<ProgressFile.Content> content(Sidecars sidecars, String transaction)
      throws IOException {
    Path file = sidecars.progress(transaction);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? ProgressFile.read(file)
        : Optional.empty();
  }

  private static Optional<String> obstacle(
      Optional<ResumeKey> key, Optional<ProgressFile.Content> content) {
    if (content.isEmpty()) {
      return Optional.of("it left no record of its progress");
    }
    if (key.isEmpty()) {
      return Optional.of("this run writes no genes of a stored file");
    }
    List<String> differences = key.get().differencesTo(content.get().key());
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
  }

  /** The transaction to go on with. */
  String transaction() {
    return transaction;
  }

  /** The time that the interrupted run would have recorded. */
  Instant createdAt() {
    return content.createdAt();
  }

  /**
   * Declares every gene that is staged completely, and deletes everything else in the stage.
   *
   * @return by gene what is staged; null where nothing is
   */
  StagedGene[] verify(PlannedGenes genes, StagedDirectory staged, WorkerPool pool)
      throws IOException {
    StagedGene[] candidates = new StagedGene[genes.names().size()];
    for (StagedGene gene : content.staged()) {
      if (gene.gene() >= 0
          && gene.gene() < candidates.length
          && gene.receipt().path().equals(genes.path(gene.gene()))) {
        candidates[gene.gene()] = gene;
      }
    }
    WorkerPool.Batch batch = pool.batch();
    for (int from = 0; from < candidates.length; from += GENES_AT_ONCE) {
      int first = from;
      int end = Math.min(candidates.length, from + GENES_AT_ONCE);
      batch.submit(worker -> verify(candidates, first, end));
    }
    batch.await();
    Set<Path> trusted = new HashSet<>();
    for (StagedGene gene : candidates) {
      if (gene != null) {
        staged.declare(gene.receipt());
        trusted.add(stage.resolve(gene.receipt().path()));
      }
    }
    DirectoryTree.deleteExcept(stage, trusted);
    return candidates;
  }

  private void verify(StagedGene[] candidates, int from, int end) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int gene = from; gene < end; gene++) {
      if (candidates[gene] != null && !isWhole(candidates[gene].receipt(), buffer)) {
        candidates[gene] = null;
      }
    }
  }

  private boolean isWhole(PayloadReceipt receipt, byte[] buffer) throws IOException {
    Path file = stage.resolve(receipt.path());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) != receipt.storedBytes()) {
      return false;
    }
    CRC32 crc = new CRC32();
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return (int) crc.getValue() == receipt.storedCrc32();
  }
}
