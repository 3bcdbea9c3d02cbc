/**
 * The neutral carriers between whatever holds cells (a file, arrays in memory) and whatever uses
 * them: counts, obs columns, embeddings, graphs and genes in blocks. Nothing here knows how cells
 * are stored or how an export looks. Beside them stand the means that both sides share: memory,
 * scratch space and threads.
 */
package io.cellfolio.source;
