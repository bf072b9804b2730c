/// Listening sockets and connections: TLS, compression, deadlines, limits; nothing about mail.
@NullMarked
package org.rialto.base.net;

import org.jspecify.annotations.NullMarked;
