package io.cellfolio.validate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the obs manifest says, as far as it makes sense.
 *
 * @param nPoints number of cells
 * @param continuousStorage how continuous fields are stored
 * @param codes how category codes are stored; their type hangs on the field
 * @param outliers how outlier quantiles are stored, empty when there are none
 * @param continuous the continuous fields
 * @param categorical the category fields
 * @param complete whether every field could be understood
 */
record ObsModel(
    OptionalLong nPoints,
    Storage continuousStorage,
    Storage codes,
    Optional<Storage> outliers,
    List<ValueField> continuous,
    List<CategoryField> categorical,
    boolean complete) {

  static final ObsModel NONE =
      new ObsModel(
          OptionalLong.empty(),
          Storage.UNKNOWN,
          Storage.UNKNOWN,
          Optional.empty(),
          List.of(),
          List.of(),
          false);

  /** Copies the lists. */
  ObsModel {
    continuous = List.copyOf(continuous);
    categorical = List.copyOf(categorical);
  }
}
