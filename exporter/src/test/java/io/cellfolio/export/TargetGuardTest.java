package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetGuardTest {
  @TempDir Path directory;

  static Stream<Path> dear() {
    Path work = Path.of("").toAbsolutePath();
    Path home = Path.of(System.getProperty("user.home"));
    return Stream.of(
        work.getRoot(),
        work,
        work.getParent(),
        home,
        home.getParent(),
        Path.of(".."),
        Path.of("."),
        Path.of(""),
        Path.of("x", ".."));
  }

  @ParameterizedTest
  @MethodSource("dear")
  void refusesWhatNobodyWantsReplaced(Path target) {
    assertThatThrownBy(() -> TargetGuard.check(target))
        .isInstanceOf(ExportRefusedException.class)
        .hasMessageContaining("cannot be the target");
  }

  @Test
  void refusesASymbolicLinkAndAFile() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> TargetGuard.check(link)).hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> TargetGuard.check(file)).hasMessageContaining("it is a file");
  }

  @Test
  void seesThroughALinkedParent() throws IOException {
    Path link =
        Files.createSymbolicLink(directory.resolve("up"), Path.of("").toAbsolutePath().getParent());
    Path name = Path.of("").toAbsolutePath().getFileName();
    assertThatThrownBy(() -> TargetGuard.check(link.resolve(name)))
        .hasMessageContaining("cannot be the target");
  }

  @Test
  void takesANewDirectory() throws IOException {
    assertThat(TargetGuard.check(directory.resolve("a/b")))
        .isEqualTo(directory.toRealPath().resolve("a/b"));
  }
}
