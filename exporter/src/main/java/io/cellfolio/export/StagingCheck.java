package io.cellfolio.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Judges a finished export before it is published, by other means than those that wrote it. It
 * stands in for the exporter's own check, which compares file names and lengths, and contents where
 * wanted, with what was meant to be written: it has to notice files that are missing, surplus or of
 * a wrong length. What was meant by payloads without a checksum stays with the exporter.
 *
 * <p>Normative text: {@code docs/format/transaction.md}.
 */
@FunctionalInterface
public interface StagingCheck {

  /**
   * Looks at an export that nobody else can see yet. It must not change anything.
   *
   * @param staged the directory, complete, under another name than its target's
   * @param level how deep to look, never {@link Verification#NONE}
   * @return what speaks against publishing it, one sentence each; empty to let it pass
   * @throws IOException when the directory cannot be looked at; nothing is published then
   */
  List<String> faults(Path staged, Verification level) throws IOException;
}
