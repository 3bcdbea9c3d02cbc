package io.cellfolio.export;

import io.cellfolio.source.ScratchSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a staged directory in its target's place. A journal beside the target says what is going on,
 * so that whatever kills the program, the next run finds either the earlier export or the new one
 * whole.
 *
 * <p>Normative text: {@code docs/format/transaction.md}.
 */
final class Transaction {
  private static final int MAX_JOURNAL_BYTES = 512;
  private static final String JOURNAL =
      "\\{\"format\":\"cellucid-export-transaction\",\"version\":1,"
          + "\"transaction_id\":\"([0-9a-f]{32})\",\"had_target\":(true|false)\\}\n";

  private final Sidecars sidecars;
  private final String id;

  private Transaction(TargetLock lock, String id) {
    this.sidecars = lock.sidecars();
    this.id = id;
  }

  /** A transaction that nothing exists of yet. */
  static Transaction begin(TargetLock lock) {
    // No secret: the lock keeps others away, and what makes secrets takes 9 ms to start.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return new Transaction(
        lock, hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()));
  }

  /** The transaction of an interrupted run. */
  static Transaction goOn(TargetLock lock, Resumption resumption) {
    return new Transaction(lock, resumption.transaction());
  }

  /** Starts the record of what is staged, in place of an earlier one. */
  ProgressFile record(ProgressFile.Content content) throws IOException {
    return ProgressFile.write(sidecars.progress(id), sidecars.progressDraft(id), content);
  }

  /** Where the new export is put together. */
  Path stage() {
    return sidecars.stage(id);
  }

  /** Renames the stage to the target and removes what stood there. */
  void publish() throws IOException {
    Path target = sidecars.target();
    Path parent = target.getParent();
    boolean hadTarget = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    writeJournal(hadTarget);
    if (hadTarget) {
      Files.move(target, sidecars.backup(id), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(stage(), target, StandardCopyOption.ATOMIC_MOVE);
    DirectoryTree.sync(parent);
    DirectoryTree.delete(sidecars.backup(id));
    Files.delete(sidecars.journal());
    Files.deleteIfExists(sidecars.progress(id));
    DirectoryTree.sync(parent);
  }

  /** A place for what does not fit into memory. */
  ScratchSpace scratch(Optional<Path> elsewhere) {
    return ScratchSpace.at(sidecars.scratch(elsewhere, id));
  }

  /** Removes the stage and its record if they are still there. */
  void discard() throws IOException {
    DirectoryTree.delete(stage());
    Files.deleteIfExists(sidecars.progressDraft(id));
    Files.deleteIfExists(sidecars.progress(id));
  }

  private void writeJournal(boolean hadTarget) throws IOException {
    String text =
        "{\"format\":\"cellucid-export-transaction\",\"version\":1,\"transaction_id\":\""
            + id
            + "\",\"had_target\":"
            + hadTarget
            + "}\n";
    Path draft = sidecars.journalDraft();
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, sidecars.journal(), StandardCopyOption.ATOMIC_MOVE);
    DirectoryTree.sync(sidecars.target().getParent());
  }

  /**
   * Finishes or undoes what a killed run left beside a target.
   *
   * @param scratch where scratch files of this target may lie; empty for beside it
   * @return what was done, one clause each
   */
  static List<String> recover(TargetLock lock, Optional<Path> scratch) throws IOException {
    return recover(lock, scratch, false);
  }

  /**
   * As {@link #recover(TargetLock, Optional)}.
   *
   * @param keepStages whether unfinished exports stay, to be gone on from
   */
  static List<String> recover(TargetLock lock, Optional<Path> scratch, boolean keepStages)
      throws IOException {
    Sidecars sidecars = lock.sidecars();
    List<String> done = new ArrayList<>();
    if (Files.exists(sidecars.journal(), LinkOption.NOFOLLOW_LINKS)) {
      resolve(sidecars, keepStages, done);
    }
    Files.deleteIfExists(sidecars.journalDraft());
    removeScratch(sidecars, sidecars.scratchParent(scratch), done);
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(sidecars.target().getParent())) {
      for (Path sibling : siblings) {
        if (sidecars.isStage(sibling) && !keepStages) {
          removeStage(sidecars, sibling, done);
        } else if (sidecars.isBackup(sibling)) {
          throw new IOException(
              "%s: an earlier export was set aside here and nothing says why; rename it to %s or delete it"
                  .formatted(sibling, sidecars.target().getFileName()));
        }
      }
    }
    removeProgress(sidecars);
    return done;
  }

  private static void removeStage(Sidecars sidecars, Path stage, List<String> done)
      throws IOException {
    String extent = Resumption.extent(sidecars, stage);
    DirectoryTree.delete(stage);
    done.add("removed the unfinished export " + stage.getFileName() + extent);
  }

  /** Removes records whose stage is gone, and drafts of records. */
  private static void removeProgress(Sidecars sidecars) throws IOException {
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(sidecars.target().getParent())) {
      for (Path sibling : siblings) {
        Optional<String> transaction = sidecars.transactionOfProgress(sibling);
        if (transaction.isPresent()
            && !(sibling.equals(sidecars.progress(transaction.get()))
                && Files.exists(sidecars.stage(transaction.get()), LinkOption.NOFOLLOW_LINKS))) {
          Files.delete(sibling);
        }
      }
    }
  }

  private static void removeScratch(Sidecars sidecars, Path parent, List<String> done)
      throws IOException {
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent)) {
      for (Path sibling : siblings) {
        if (sidecars.isScratch(sibling)) {
          DirectoryTree.delete(sibling);
          done.add("removed scratch files in " + sibling.getFileName());
        }
      }
    }
  }

  private static void resolve(Sidecars sidecars, boolean keepStage, List<String> done)
      throws IOException {
    Path journal = sidecars.journal();
    if (Files.size(journal) > MAX_JOURNAL_BYTES) {
      throw new IOException(journal + ": not a transaction journal; look at it and delete it");
    }
    String text = Files.readString(journal, StandardCharsets.US_ASCII);
    Matcher matcher = Pattern.compile(JOURNAL).matcher(text);
    if (!matcher.matches()) {
      throw new IOException(journal + ": not a transaction journal; look at it and delete it");
    }
    Path target = sidecars.target();
    Path stage = sidecars.stage(matcher.group(1));
    Path backup = sidecars.backup(matcher.group(1));
    boolean hadTarget = Boolean.parseBoolean(matcher.group(2));
    boolean hasTarget = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    boolean hasStage = Files.exists(stage, LinkOption.NOFOLLOW_LINKS);
    boolean hasBackup = Files.exists(backup, LinkOption.NOFOLLOW_LINKS);
    if (hasBackup && !hadTarget
        || hasTarget && hasStage && (hasBackup || !hadTarget)
        || !hasTarget && hadTarget && !(hasStage && hasBackup)) {
      throw new IOException(
          "%s: an interrupted export cannot be resolved (target %s, stage %s, backup %s exist); look at them and delete the journal"
              .formatted(journal, hasTarget, hasStage, hasBackup));
    }
    if (!hasTarget && hasBackup) {
      Files.move(backup, target, StandardCopyOption.ATOMIC_MOVE);
      done.add("put the earlier export back");
    } else if (hasBackup) {
      DirectoryTree.delete(backup);
      done.add("removed the export that an interrupted run had replaced");
    }
    if (hasStage && !keepStage) {
      removeStage(sidecars, stage, done);
    }
    Files.delete(journal);
    DirectoryTree.sync(target.getParent());
  }
}
