/// The server's certificate from an ACME certification authority. RFC 8555.
@NullMarked
package org.rialto.server.acme;

import org.jspecify.annotations.NullMarked;
