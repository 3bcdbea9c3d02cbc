package io.cellfolio.h5ad.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names for simulated genes: markers first, then genes that every cell has, then families. */
final class GeneSymbols {
  private static final List<String> COMMON =
      List.of(
          "MALAT1",
          "ACTB",
          "B2M",
          "EEF1A1",
          "TMSB4X",
          "FTL",
          "FTH1",
          "GAPDH",
          "TPT1",
          "HLA-A",
          "HLA-B",
          "HLA-DRA",
          "HLA-DRB1",
          "MT-CO1",
          "MT-CO2",
          "MT-ND1",
          "MT-CYB",
          "MT-ATP6",
          "RPLP0",
          "PTMA");
  private static final List<String> FAMILIES =
      List.of(
          "RPL", "RPS", "ZNF", "SLC25A", "TMEM", "FAM", "KIF", "CCDC", "PSMB", "NDUFA", "UBE2D",
          "RAB", "DDX", "TRIM", "LINC00", "KLHL");

  private GeneSymbols() {}

  /** The given number of different names; a longer list begins with a shorter one. */
  static List<String> of(int n) {
    Set<String> names = new LinkedHashSet<>();
    int most = CellState.HSC.markers().size();
    for (int rank = 0; rank < most; rank++) {
      for (CellState state : CellState.values()) {
        names.add(state.markers().get(rank));
      }
    }
    names.addAll(COMMON);
    for (int member = 1; names.size() < n; member++) {
      for (String family : FAMILIES) {
        names.add(family + (member + member / 3));
      }
    }
    return List.copyOf(new ArrayList<>(names).subList(0, n));
  }

  /** Whether a gene is mitochondrial. */
  static boolean mitochondrial(String symbol) {
    return symbol.startsWith("MT-");
  }

  /** An accession that stands for a gene. */
  static String accession(int gene) {
    return "ENSG%011d".formatted(100_000 + 37L * gene);
  }
}
