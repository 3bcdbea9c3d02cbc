package io.cellfolio.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellfolio.source.GeneColumn;
import org.junit.jupiter.api.Test;

class MadeUpGeneTest {
  private static final float[] VALUES = {9, 1, 2, 3, 9};

  @Test
  void aSparseGeneKeepsItsShareOfCellsAndItsValues() {
    GeneColumn.Sparse sampled = new GeneColumn.Sparse(10, new int[] {0, 2, 5, 9, 0}, VALUES, 1, 4);
    GeneColumn.Sparse whole = (GeneColumn.Sparse) MadeUpGene.like(sampled, 1000, 100);
    assertThat(whole.nCells()).isEqualTo(1000);
    assertThat(whole.cells()).hasSize(300).isSorted().doesNotHaveDuplicates();
    assertThat(whole.cells()[0]).isNotNegative();
    assertThat(whole.cells()[299]).isLessThan(1000);
    assertThat(whole.values()).hasSize(300).containsOnly(1, 2, 3).contains(1, 2, 3);
  }

  @Test
  void aFullSparseGeneStaysFull() {
    GeneColumn.Sparse sampled = new GeneColumn.Sparse(3, new int[] {0, 1, 2}, VALUES, 0, 3);
    GeneColumn.Sparse whole = (GeneColumn.Sparse) MadeUpGene.like(sampled, 10, 10 / 3.0);
    assertThat(whole.cells()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void anEmptyGeneStaysEmpty() {
    GeneColumn.Sparse sampled = new GeneColumn.Sparse(3, new int[0], new float[0], 0, 0);
    GeneColumn.Sparse whole = (GeneColumn.Sparse) MadeUpGene.like(sampled, 10, 10 / 3.0);
    assertThat(whole.cells()).isEmpty();
    assertThat(whole.nCells()).isEqualTo(10);
  }

  @Test
  void aDenseGeneHasItsValuesEverywhere() {
    GeneColumn.Dense sampled = new GeneColumn.Dense(VALUES, 1, 3);
    GeneColumn.Dense whole = (GeneColumn.Dense) MadeUpGene.like(sampled, 50, 50 / 3.0);
    assertThat(whole.nCells()).isEqualTo(50);
    assertThat(whole.values()).hasSize(50).containsOnly(1, 2, 3).contains(1, 2, 3);
  }
}
