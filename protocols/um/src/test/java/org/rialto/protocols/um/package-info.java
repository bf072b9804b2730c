@NullMarked
package org.rialto.protocols.um;

import org.jspecify.annotations.NullMarked;
