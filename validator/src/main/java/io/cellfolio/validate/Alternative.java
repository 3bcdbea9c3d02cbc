package io.cellfolio.validate;

import io.cellfolio.source.CellSource;
import java.io.IOException;
import java.util.Objects;

/**
 * Another expression matrix of the same data, which genes may have been taken from by mistake.
 *
 * @param name how people call it, for example {@code layers/counts}
 * @param opener opens the data with that matrix as its genes; only called when genes differ
 */
public record Alternative(String name, Opener opener) {

  /** Checks for missing parts. */
  public Alternative {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(opener, "opener");
  }

  /** Opens data. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens data.
     *
     * @return the data; closed by the caller
     * @throws IOException when the data are damaged or cannot be read
     */
    CellSource open() throws IOException;
  }
}
