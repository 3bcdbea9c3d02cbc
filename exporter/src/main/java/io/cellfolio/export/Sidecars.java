package io.cellfolio.export;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The files and directories that stand beside a target while it is written. Their names are those
 * of the reference writer, so that either program can clean up after the other.
 *
 * <p>Normative text: {@code docs/format/transaction.md}.
 *
 * @param target absolute path of the export
 */
record Sidecars(Path target) {
  private static final String STAGE = "stage-";
  private static final String DRAFT = ".tmp";
  private static final String SCRATCH = ".cellfolio-scratch-";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  Path lock() {
    return target.resolveSibling("." + target.getFileName() + ".cellucid.lock");
  }

  Path journal() {
    return sibling("transaction.json");
  }

  Path journalDraft() {
    return sibling("transaction.json.tmp");
  }

  Path stage(String transaction) {
    return sibling(STAGE + transaction);
  }

  Path backup(String transaction) {
    return sibling("backup-" + transaction);
  }

  /** Where a run puts aside what does not fit into memory, by default beside the target. */
  Path scratch(Optional<Path> elsewhere, String transaction) {
    return scratchParent(elsewhere).resolve(scratchPrefix() + transaction);
  }

  Path scratchParent(Optional<Path> elsewhere) {
    return elsewhere.isPresent() ? elsewhere.get().toAbsolutePath() : target.getParent();
  }

  /** Whether a path is scratch of this target, in whatever directory. */
  boolean isScratch(Path path) {
    String name = path.getFileName().toString();
    // A directory may hold thousands of other names.
    if (!name.contains(SCRATCH)) {
      return false;
    }
    String prefix = scratchPrefix();
    return name.startsWith(prefix) && HEX.matcher(name.substring(prefix.length())).matches();
  }

  private String scratchPrefix() {
    CRC32 place = new CRC32();
    place.update(target.toString().getBytes(StandardCharsets.UTF_8));
    String digits = HexFormat.of().toHexDigits((int) place.getValue());
    return "." + target.getFileName() + SCRATCH + digits + "-";
  }

  /** The record of the genes in a stage. */
  Path progress(String transaction) {
    return target.resolveSibling(progressPrefix() + transaction);
  }

  Path progressDraft(String transaction) {
    return target.resolveSibling(progressPrefix() + transaction + DRAFT);
  }

  /** The transaction that a record of progress, or a draft of one, belongs to. */
  Optional<String> transactionOfProgress(Path path) {
    String name = path.getFileName().toString();
    if (!name.startsWith(progressPrefix())) {
      return Optional.empty();
    }
    String rest = name.substring(progressPrefix().length());
    String id = rest.endsWith(DRAFT) ? rest.substring(0, rest.length() - DRAFT.length()) : rest;
    return HEX.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }

  private String progressPrefix() {
    return "." + target.getFileName() + ".cellfolio-progress-";
  }

  /** The transaction that a stage belongs to. */
  String transactionOfStage(Path stage) {
    return stage.getFileName().toString().substring((prefix() + STAGE).length());
  }

  boolean isStage(Path path) {
    return matches(path, STAGE);
  }

  boolean isBackup(Path path) {
    return matches(path, "backup-");
  }

  private boolean matches(Path path, String role) {
    String name = path.getFileName().toString();
    String prefix = prefix() + role;
    return name.startsWith(prefix) && HEX.matcher(name.substring(prefix.length())).matches();
  }

  private Path sibling(String role) {
    return target.resolveSibling(prefix() + role);
  }

  private String prefix() {
    return "." + target.getFileName() + ".cellucid-";
  }
}
