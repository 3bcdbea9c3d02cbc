/**
 * Reads one {@code .h5ad} file (AnnData in HDF5, every generation from 0.6 on) as a {@link
 * io.cellfolio.source.CellSource}, and writes small ones.
 *
 * <p>Metadata is parsed with jhdf, which never shows outside this package; the bytes of arrays are
 * read here, with positional reads and buffers of bounded size.
 */
package io.cellfolio.h5ad;
