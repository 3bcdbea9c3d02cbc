package io.cellfolio.validate;

import io.cellfolio.format.SampleType;
import java.util.Optional;

/**
 * How the values of a kind of field are stored, as far as its schema makes sense.
 *
 * @param type of the values, empty when the schema contradicts itself
 * @param pattern of the paths, empty when it leads nowhere safe
 */
record Storage(Optional<SampleType> type, Optional<String> pattern) {
  static final Storage UNKNOWN = new Storage(Optional.empty(), Optional.empty());
}
