@NullMarked
package org.rialto.protocols.um.intake;

import org.jspecify.annotations.NullMarked;
