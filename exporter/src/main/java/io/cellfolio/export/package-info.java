/**
 * Writes a {@link io.cellfolio.source.CellSource} as an export directory. Everything is planned
 * before the first byte is written, staged beside the target, checked, and published by one rename.
 *
 * <p>What every export passes is written with loops and plain conditions, because a lambda costs
 * more at its first use than it does at all others together.
 */
package io.cellfolio.export;
