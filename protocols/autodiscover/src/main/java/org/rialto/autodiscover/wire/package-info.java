/// XML in and out, bounded.
@NullMarked
package org.rialto.autodiscover.wire;

import org.jspecify.annotations.NullMarked;
