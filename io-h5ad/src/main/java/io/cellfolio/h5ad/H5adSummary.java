package io.cellfolio.h5ad;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file holds, without its data.
 *
 * @param name the file's name without directories
 * @param bytes the file's size
 * @param generation which AnnData wrote it, by the marks it left
 * @param nObs the number of cells
 * @param nVars the number of genes in {@code var}
 * @param x the matrix {@code X}, if there is one
 * @param rawX the matrix {@code raw/X}, if there is one
 * @param layers matrices of the shape of {@code X}, by name
 * @param obs columns that describe cells, in stored order
 * @param var columns that describe genes, in stored order
 * @param obsm matrices with a row per cell, by name
 * @param obsp cell-by-cell graphs, by name
 * @param uns names of unstructured annotation, sorted
 * @param notices what was passed over or interpreted, one sentence each
 */
public record H5adSummary(
    String name,
    long bytes,
    Generation generation,
    long nObs,
    long nVars,
    Optional<Element> x,
    Optional<Element> rawX,
    List<Element> layers,
    List<Column> obs,
    List<Column> var,
    List<Element> obsm,
    List<Element> obsp,
    List<String> uns,
    List<String> notices) {

  /** Copies the lists. */
  public H5adSummary {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(rawX, "rawX");
    layers = List.copyOf(layers);
    obs = List.copyOf(obs);
    var = List.copyOf(var);
    obsm = List.copyOf(obsm);
    obsp = List.copyOf(obsp);
    uns = List.copyOf(uns);
    notices = List.copyOf(notices);
  }

  /** Generations of AnnData's file layout. */
  public enum Generation {
    /** Tables of compound elements. */
    UP_TO_0_6("anndata <= 0.6"),
    /** Groups, without a mark at the top. */
    FROM_0_7("anndata 0.7, or another writer"),
    /** Every element is marked with its encoding. */
    FROM_0_8("anndata >= 0.8");

    private final String label;

    Generation(String label) {
      this.label = label;
    }

    /**
     * The generation for people.
     *
     * @return for example {@code anndata >= 0.8}
     */
    public String label() {
      return label;
    }
  }

  /**
   * A matrix or other element.
   *
   * @param path where it is, for example {@code /obsm/X_umap}
   * @param encoding AnnData's name for how it is encoded
   * @param shape its sizes; empty when it has none
   * @param type the type of its values, numpy's name
   * @param storage layout and compression; empty when not known
   * @param nonZeros stored values of a sparse matrix; empty for others
   * @param problem why it cannot be read; empty when it can
   */
  public record Element(
      String path,
      String encoding,
      List<Long> shape,
      String type,
      String storage,
      Optional<Long> nonZeros,
      String problem) {
    /** Copies the shape. */
    public Element {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(encoding, "encoding");
      shape = List.copyOf(shape);
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(storage, "storage");
      Objects.requireNonNull(nonZeros, "nonZeros");
      Objects.requireNonNull(problem, "problem");
    }
  }

  /**
   * A column of obs or var.
   *
   * @param name its name
   * @param encoding AnnData's name for how it is encoded
   * @param type the type of its values, or of its codes
   * @param kind {@code continuous}, {@code flags}, {@code text}, {@code categorical} or {@code
   *     unsupported}
   * @param problem why it cannot be read; empty when it can
   */
  public record Column(String name, String encoding, String type, String kind, String problem) {
    /** Checks for missing texts. */
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(encoding, "encoding");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(problem, "problem");
    }
  }
}
