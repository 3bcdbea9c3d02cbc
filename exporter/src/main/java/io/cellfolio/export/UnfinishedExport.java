package io.cellfolio.export;

import java.nio.file.Path;

/**
 * What an interrupted export left beside its target, and another run with {@link
 * ExportOptions#resume()} can go on from.
 *
 * @param stage the directory that holds it
 * @param stagedGenes genes that its record calls complete
 * @param genes genes that it would have
 */
public record UnfinishedExport(Path stage, int stagedGenes, int genes) {}
