/// Load programs and side-by-side benchmarks. They know servers only by their protocols.
@NullMarked
package org.rialto.bench;

import org.jspecify.annotations.NullMarked;
