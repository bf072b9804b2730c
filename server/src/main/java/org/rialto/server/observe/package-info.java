/// What an operator sees: health, metrics.
@NullMarked
package org.rialto.server.observe;

import org.jspecify.annotations.NullMarked;
