package io.cellfolio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cellfolio.export.ExportRefusedException;
import io.cellfolio.export.Problem;
import io.cellfolio.format.MalformedDatasetException;
import io.cellfolio.format.UnsupportedLayoutException;
import io.cellfolio.h5ad.MalformedH5adException;
import io.cellfolio.h5ad.UnsupportedEncodingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exit codes and texts of every kind of error. */
class ErrorPresenterTest {
  private static final Problem DATA = new Problem(Problem.Kind.DATA, "obsm/X_umap: 3 NaN");
  private static final Problem TARGET = new Problem(Problem.Kind.TARGET, "out: locked");
  private static final Problem OPTION = new Problem(Problem.Kind.OPTION, "--latent: no such key");

  static Stream<Arguments> errors() {
    return Stream.of(
        arguments(new ExportRefusedException(List.of(DATA)), 1, "cellfolio: obsm/X_umap: 3 NaN"),
        arguments(
            new ExportRefusedException(List.of(DATA, TARGET)),
            1,
            "cellfolio: nothing was written; 2 problems:\n  - obsm/X_umap: 3 NaN\n  - out: locked"),
        arguments(
            new ExportRefusedException(List.of(DATA, OPTION)),
            2,
            "cellfolio: nothing was written; 2 problems:\n"
                + "  - obsm/X_umap: 3 NaN\n  - --latent: no such key"),
        arguments(
            new MalformedH5adException("a.h5ad", "/X/indptr", "701 values", "700"),
            3,
            "cellfolio: a.h5ad: /X/indptr: expected 701 values, found 700"),
        arguments(
            new MalformedDatasetException("var/1.values.u8.gz", "", "expected 3 bytes, got 2"),
            3,
            "cellfolio: var/1.values.u8.gz: expected 3 bytes, got 2"),
        arguments(
            new UnsupportedEncodingException("a.h5ad", "/X/data", "the filter szip", "repack it"),
            4,
            "cellfolio: a.h5ad: /X/data: the filter szip is not supported; repack it"),
        arguments(
            new UnsupportedLayoutException("the documents mix layouts", List.of("a", "b")),
            4,
            "cellfolio: the documents mix layouts: a; b"),
        arguments(
            new NoSuchFileException("a.h5ad"), 5, "cellfolio: a.h5ad: no such file or directory"),
        arguments(new AccessDeniedException("out"), 5, "cellfolio: out: permission denied"),
        arguments(
            new IOException("No space left on device"),
            5,
            "cellfolio: No space left on device (the disk is full; --out-dir can name another one)"),
        arguments(
            new InvalidPathException("a\0b", "Nul character not allowed"),
            5,
            "cellfolio: 'a\0b' cannot name a file: Nul character not allowed"),
        arguments(new IOException(), 5, "cellfolio: IOException"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void givesCodeAndText(Throwable error, int exitCode, String text) {
    ErrorPresenter presenter = ErrorPresenter.withStackTraces(false);
    ErrorPresenter.Presentation expected = new ErrorPresenter.Presentation(exitCode, text);
    assertThat(presenter.present(error)).isEqualTo(expected);
    assertThat(presenter.present(new ExecutionException(error))).isEqualTo(expected);
    if (error instanceof IOException io) {
      assertThat(presenter.present(new UncheckedIOException(io))).isEqualTo(expected);
    }
  }

  @Test
  void namesTheLocaleThatCannotNameAFile() {
    InvalidPathException failure =
        new InvalidPathException(
            "d\u00e9mo", "Malformed input or input contains unmappable characters");
    assertThat(ErrorPresenter.withStackTraces(false).present(failure).text())
        .startsWith("cellfolio: 'd\u00e9mo' cannot name a file in this locale")
        .endsWith("; set LC_ALL=C.UTF-8")
        .doesNotContain("\n");
  }

  @Test
  void advisesWhenMemoryIsOut() {
    ErrorPresenter.Presentation presentation =
        ErrorPresenter.withStackTraces(false).present(new OutOfMemoryError("Java heap space"));
    assertThat(presentation.exitCode()).isEqualTo(5);
    assertThat(presentation.text())
        .contains("Java heap space")
        .contains("CELLFOLIO_JAVA_OPTS=-Xmx")
        .contains("--memory");
  }

  @Test
  void asksForAReportOfWhatShouldNotHappen() {
    ErrorPresenter.Presentation presentation =
        ErrorPresenter.withStackTraces(false).present(new IllegalStateException("odd"));
    assertThat(presentation.exitCode()).isEqualTo(5);
    assertThat(presentation.text()).contains("odd").contains("report").doesNotContain("\tat ");
  }

  @Test
  void printsTheStackOnlyWhenAsked() {
    IOException error = new IOException("broken");
    assertThat(ErrorPresenter.withStackTraces(false).present(error).text())
        .isEqualTo("cellfolio: broken");
    assertThat(ErrorPresenter.withStackTraces(true).present(error).text())
        .startsWith("cellfolio: broken\njava.io.IOException: broken\n\tat ");
  }
}
