package io.cellfolio.export;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The files and directories that stand beside a target while it is written. Their names are those
 * of the reference writer, so that either program can clean up after the other.
 *
 * <p>Normative text: {@code docs/format/transaction.md}.
 *
 * @param target absolute path of the export
 */
record Sidecars(Path target) {
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
    return sibling("stage-" + transaction);
  }

  Path backup(String transaction) {
    return sibling("backup-" + transaction);
  }

  boolean isStage(Path path) {
    return matches(path, "stage-");
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
