package io.cellfolio.export;

import io.cellfolio.quant.ColumnRange;

/**
 * A gene whose payload was written completely.
 *
 * @param gene position among the exported genes
 * @param receipt what was written
 * @param range what its encoder saw, from which its manifest entry follows
 */
record StagedGene(int gene, PayloadReceipt receipt, ColumnRange range) {}
