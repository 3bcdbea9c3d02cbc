/**
 * Makes a small dataset that looks like a real one: cell types with marker genes along a branching
 * differentiation, and everything that an export can hold. Equal sizes and seeds give equal data on
 * every machine.
 */
package io.cellfolio.h5ad.demo;
