/**
 * The command {@code cellfolio}: the only place that parses arguments, prints and exits. {@link
 * io.cellfolio.cli.Main} wires the commands; everything that they do is done by the other modules.
 */
package io.cellfolio.cli;
