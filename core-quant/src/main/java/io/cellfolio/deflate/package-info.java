/**
 * A DEFLATE and gzip encoder for the payloads of an export: the same bytes on every JDK and
 * operating system, run-length codes where runs are what repeats, LZ77 where it pays, and sparse
 * columns without spreading them out.
 */
package io.cellfolio.deflate;
