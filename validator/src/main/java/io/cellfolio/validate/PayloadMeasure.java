package io.cellfolio.validate;

/**
 * What can be said of a payload file without interpreting it.
 *
 * @param payload its declaration, which the lengths agree with
 * @param storedBytes length of the file
 * @param rawBytes length after inflating
 * @param crc32 CRC-32 of the raw bytes
 */
record PayloadMeasure(DeclaredPayload payload, long storedBytes, long rawBytes, int crc32) {}
