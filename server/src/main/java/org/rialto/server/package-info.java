/// The program: command line, configuration, wiring, listeners, administration.
@NullMarked
package org.rialto.server;

import org.jspecify.annotations.NullMarked;
