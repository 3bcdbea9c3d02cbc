/**
 * The arithmetic of the export format: quantisation, embedding normalisation, category centroids
 * and outlier quantiles, bit for bit as the reference writers of both layouts compute them.
 */
package io.cellfolio.quant;
