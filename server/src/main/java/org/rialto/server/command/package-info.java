/// The commands of product page and command line: one class each.
@NullMarked
package org.rialto.server.command;

import org.jspecify.annotations.NullMarked;
