package io.cellfolio.export;

/**
 * A payload file that was written.
 *
 * @param path relative to the export
 * @param storedBytes length of the file
 * @param rawBytes length before compression
 * @param crc32 of the bytes before compression
 * @param storedCrc32 of the file's bytes
 */
record PayloadReceipt(String path, long storedBytes, long rawBytes, int crc32, int storedCrc32) {}
