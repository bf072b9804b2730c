@NullMarked
package org.rialto.protocols.um.call;

import org.jspecify.annotations.NullMarked;
