package io.cellfolio.h5ad.demo;

import java.util.List;
import java.util.Optional;

/**
 * A cell type of the simulated bone marrow: where it lies in the embedding, what it comes from and
 * which genes mark it.
 */
enum CellState {
  HSC("HSC", null, 0.11, "#4c78a8", 0, 0, 0, "CD34", "AVP", "CRHBP", "HLF", "SPINK2", "MLLT3"),
  ERYTHROID_PROGENITOR(
      "Erythroid progenitor",
      HSC,
      0.12,
      "#f58518",
      -4,
      3.5,
      1,
      "GATA1",
      "KLF1",
      "TFRC",
      "CNRIP1",
      "APOC1",
      "MYC"),
  ERYTHROBLAST(
      "Erythroblast",
      ERYTHROID_PROGENITOR,
      0.14,
      "#e45756",
      -8,
      8,
      2.5,
      "HBB",
      "HBA1",
      "HBA2",
      "AHSP",
      "ALAS2",
      "CA1"),
  GMP("GMP", HSC, 0.11, "#72b7b2", 4, 2.5, -1, "MPO", "ELANE", "AZU1", "PRTN3", "CTSG", "CSF3R"),
  MONOCYTE(
      "Monocyte",
      GMP,
      0.17,
      "#54a24b",
      9,
      6,
      -2.5,
      "CD14",
      "LYZ",
      "S100A8",
      "S100A9",
      "FCN1",
      "VCAN"),
  PRO_B(
      "Pro-B cell",
      HSC,
      0.08,
      "#eeca3b",
      1,
      -4.5,
      2,
      "VPREB1",
      "DNTT",
      "IGLL1",
      "RAG1",
      "EBF1",
      "CD9"),
  B_CELL(
      "B cell", PRO_B, 0.10, "#b279a2", 4, -9, 4, "MS4A1", "CD79A", "CD79B", "CD19", "BANK1",
      "TCL1A"),
  T_CELL("T cell", null, 0.11, "#ff9da6", -9, -5, -3, "CD3D", "CD3E", "IL7R", "CD2", "TRAC", "LTB"),
  NK_CELL(
      "NK cell", null, 0.04, "#9d755d", -5.5, -8.5, -4.5, "GNLY", "NKG7", "KLRD1", "PRF1", "GZMB",
      "SPON2"),
  PLASMACYTOID_DC(
      "pDC",
      null,
      0.02,
      "#bab0ac",
      9.5,
      -3,
      1.5,
      "LILRA4",
      "IRF7",
      "CLEC4C",
      "TCF4",
      "SERPINF1",
      "JCHAIN");

  private final String label;
  private final CellState parent;
  private final double share;
  private final String color;
  private final double[] center;
  private final List<String> markers;

  CellState(
      String label,
      CellState parent,
      double share,
      String color,
      double x,
      double y,
      double z,
      String... markers) {
    this.label = label;
    this.parent = parent;
    this.share = share;
    this.color = color;
    this.center = new double[] {x, y, z};
    this.markers = List.of(markers);
  }

  String label() {
    return label;
  }

  /** The state that cells come from; empty for the root and for states apart. */
  Optional<CellState> parent() {
    return Optional.ofNullable(parent);
  }

  /** Whether the state belongs to the differentiation that starts at {@link #HSC}. */
  boolean differentiating() {
    return parent != null || this == HSC;
  }

  /** Its share of all cells; the shares add up to 1. */
  double share() {
    return share;
  }

  String color() {
    return color;
  }

  double center(int axis) {
    return center[axis];
  }

  List<String> markers() {
    return markers;
  }

  /** Steps from the root of the differentiation. */
  int depth() {
    return parent == null ? 0 : parent.depth() + 1;
  }
}
