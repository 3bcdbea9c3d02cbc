package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @TempDir Path directory;
  private Sidecars sidecars;

  @BeforeEach
  void nameTarget() {
    sidecars = new Sidecars(directory.resolve("t"));
  }

  private void interrupted(boolean had, boolean target, boolean stage, boolean backup)
      throws IOException {
    Files.writeString(
        sidecars.journal(),
        "{\"format\":\"cellucid-export-transaction\",\"version\":1,\"transaction_id\":\""
            + ID
            + "\",\"had_target\":"
            + had
            + "}\n");
    make(target, sidecars.target(), "target");
    make(stage, sidecars.stage(ID), "stage");
    make(backup, sidecars.backup(ID), "backup");
  }

  private static void make(boolean wanted, Path path, String content) throws IOException {
    if (wanted) {
      Files.createDirectory(path);
      Files.writeString(path.resolve("what"), content);
    }
  }

  private List<String> recover() throws IOException {
    try (TargetLock lock = TargetLock.acquire(sidecars)) {
      return Transaction.recover(lock, Optional.empty());
    }
  }

  /** had_target, then which of target, stage and backup exist, then what the target holds after. */
  @ParameterizedTest
  @CsvSource({
    "true,true,false,false,target",
    "true,true,true,false,target",
    "true,false,true,true,backup",
    "true,true,false,true,target",
    "false,false,false,false,",
    "false,false,true,false,",
    "false,true,false,false,target"
  })
  void resolvesEveryInterruption(
      boolean had, boolean target, boolean stage, boolean backup, String left) throws IOException {
    interrupted(had, target, stage, backup);

    recover();

    if (left == null) {
      assertThat(sidecars.target()).doesNotExist();
    } else {
      assertThat(sidecars.target().resolve("what")).hasContent(left);
    }
    assertThat(sidecars.journal()).doesNotExist();
    assertThat(sidecars.stage(ID)).doesNotExist();
    assertThat(sidecars.backup(ID)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "true,true,true,true",
    "true,false,false,true",
    "true,false,true,false",
    "true,false,false,false",
    "false,true,true,false",
    "false,false,true,true",
    "false,true,false,true",
    "false,false,false,true",
    "false,true,true,true"
  })
  void touchesNothingThatItCannotExplain(boolean had, boolean target, boolean stage, boolean backup)
      throws IOException {
    interrupted(had, target, stage, backup);

    assertThatThrownBy(this::recover)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be resolved");
    assertThat(sidecars.journal()).exists();
    assertThat(Files.exists(sidecars.target())).isEqualTo(target);
    assertThat(Files.exists(sidecars.stage(ID))).isEqualTo(stage);
    assertThat(Files.exists(sidecars.backup(ID))).isEqualTo(backup);
  }

  @Test
  void refusesAJournalThatIsNone() throws IOException {
    Files.writeString(sidecars.journal(), "{}");
    assertThatThrownBy(this::recover).hasMessageContaining("not a transaction journal");
  }

  @Test
  void removesAStageThatWasNeverPublished() throws IOException {
    make(true, sidecars.stage(ID), "stage");
    make(true, directory.resolve(".t.cellucid-stage-notes"), "mine");
    make(true, directory.resolve(".u.cellucid-stage-" + ID), "another target's");

    assertThat(recover()).hasSize(1);

    assertThat(sidecars.stage(ID)).doesNotExist();
    assertThat(directory.resolve(".t.cellucid-stage-notes/what")).exists();
    assertThat(directory.resolve(".u.cellucid-stage-" + ID + "/what")).exists();
  }

  @Test
  void removesScratchOfThisTargetOnly() throws IOException {
    Path ours = sidecars.scratch(Optional.empty(), ID);
    Path another = new Sidecars(directory.resolve("u")).scratch(Optional.empty(), ID);
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path there = sidecars.scratch(Optional.of(elsewhere), ID);
    for (Path scratch : List.of(ours, another, there)) {
      make(true, scratch, "scratch");
    }

    recover();

    assertThat(ours).doesNotExist();
    assertThat(another).exists();
    assertThat(there).exists();
    try (TargetLock lock = TargetLock.acquire(sidecars)) {
      Transaction.recover(lock, Optional.of(elsewhere));
    }
    assertThat(there).doesNotExist();
  }

  @Test
  void neverDeletesABackupThatNothingExplains() throws IOException {
    make(true, sidecars.backup(ID), "backup");
    assertThatThrownBy(this::recover).hasMessageContaining("set aside");
    assertThat(sidecars.backup(ID).resolve("what")).exists();
  }
}
