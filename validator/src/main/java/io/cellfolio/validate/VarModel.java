package io.cellfolio.validate;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the var manifest says, as far as it makes sense.
 *
 * @param nPoints number of cells
 * @param storage how genes are stored
 * @param genes the genes
 * @param complete whether every gene could be understood
 */
record VarModel(OptionalLong nPoints, Storage storage, List<ValueField> genes, boolean complete) {
  /** Copies the list. */
  VarModel {
    genes = List.copyOf(genes);
  }
}
