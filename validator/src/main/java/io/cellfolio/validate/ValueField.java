package io.cellfolio.validate;

import io.cellfolio.format.Bounds;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A continuous obs field or a gene, as far as its tuple makes sense.
 *
 * @param at its tuple
 * @param index its number; in the keyed layout its position
 * @param key its name
 * @param bounds of its codes, empty for unquantized values
 */
record ValueField(Spot at, OptionalInt index, Optional<String> key, Optional<Bounds> bounds) {}
