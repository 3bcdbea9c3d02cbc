/**
 * Writes a {@link io.cellfolio.source.CellSource} as an export directory. Everything is planned
 * before the first byte is written, staged beside the target, checked, and published by one rename.
 */
package io.cellfolio.export;
