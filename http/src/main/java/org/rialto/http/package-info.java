/// HTTP for the protocols that ride on it: listeners, admission, log-in, and the exchange that an
/// endpoint answers.
@NullMarked
package org.rialto.http;

import org.jspecify.annotations.NullMarked;
