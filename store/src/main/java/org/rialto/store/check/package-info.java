/// Finds and mends what is not as it should be in a store.
@NullMarked
package org.rialto.store.check;

import org.jspecify.annotations.NullMarked;
