/**
 * What a Cellucid export directory is: its two layouts, file names, manifests, JSON Schemas and
 * protobuf messages. Nothing here computes or writes files.
 */
package io.cellfolio.format;
