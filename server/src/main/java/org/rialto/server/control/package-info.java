/// Administration of a running server: the home's lock and the socket that only its owner can open.
@NullMarked
package org.rialto.server.control;

import org.jspecify.annotations.NullMarked;
