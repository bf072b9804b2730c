/// How numbers are written here, who they are, and which of them may be dialled.
@NullMarked
package org.rialto.protocols.um.dialplan;

import org.jspecify.annotations.NullMarked;
