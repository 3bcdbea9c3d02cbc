/**
 * Reads an export directory independently of the code that writes one, and says what it holds.
 * Nothing here trusts a length, a count or a path that a document declares before it has been held
 * against the files.
 */
package io.cellfolio.validate;
