@NullMarked
package org.rialto.protocols.um.dialplan;

import org.jspecify.annotations.NullMarked;
