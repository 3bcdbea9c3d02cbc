package io.cellfolio.cli;

import io.cellfolio.h5ad.H5adFile;
import io.cellfolio.h5ad.H5adOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The input of an export, opened while the command line is still being read: both take a tenth of a
 * second, which is much of a small export. What is wrong with the file is told by whoever opens it.
 */
final class EarlyInput implements AutoCloseable {
  private static final EarlyInput NONE = new EarlyInput(null, null);

  private final Path file;
  private FutureTask<H5adFile> opening;

  private EarlyInput(Path file, FutureTask<H5adFile> opening) {
    this.file = file;
    this.opening = opening;
  }

  /**
   * Begins to open the first file that the arguments of an export name.
   *
   * @param arguments the command line
   */
  static EarlyInput of(Invocation invocation, String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("export")) {
      return NONE;
    }
    for (String argument : arguments) {
      String name = argument.toLowerCase(Locale.ROOT);
      if (!argument.startsWith("-") && (name.endsWith(".h5ad") || name.endsWith(".h5mu"))) {
        return ofFile(invocation, argument);
      }
    }
    return NONE;
  }

  private static EarlyInput ofFile(Invocation invocation, String name) {
    try {
      Path file = invocation.resolve(Path.of(name));
      return Files.isRegularFile(file) ? begin(file) : NONE;
    } catch (InvalidPathException e) {
      // Whoever reads the command line says what is wrong with it.
      return NONE;
    }
  }

  private static EarlyInput begin(Path file) {
    FutureTask<H5adFile> opening =
        new FutureTask<>(() -> H5adFile.open(file, H5adOptions.defaults()));
    Thread thread = new Thread(opening, "cellfolio-open");
    thread.setDaemon(true);
    thread.start();
    return new EarlyInput(file, opening);
  }

  /**
   * The file, if it is this one that is wanted, in this way. It belongs to the caller then.
   *
   * @throws IOException as {@link H5adFile#open} throws it
   */
  Optional<H5adFile> take(Path wanted, H5adOptions options) throws IOException {
    // Part by part: the first call of a record's equals takes 20 ms, in which Java makes it.
    boolean plain = options.layer().isEmpty() && options.modality().isEmpty();
    if (opening == null || !wanted.equals(file) || !plain) {
      close();
      return Optional.empty();
    }
    FutureTask<H5adFile> taken = opening;
    opening = null;
    try {
      return Optional.of(taken.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + file + " was opened", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Closes what nobody took. */
  @Override
  public void close() {
    if (opening == null) {
      return;
    }
    FutureTask<H5adFile> unwanted = opening;
    opening = null;
    try {
      unwanted.get().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | IOException e) {
      // The file is not wanted, or in another way: nobody asked what is wrong with it.
      unwanted.cancel(false);
    }
  }
}
