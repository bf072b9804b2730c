/// What an INVITE asks of the UM server: MS-OCEXUM sections 2.2.1 and 3.1, MS-EUMR.
@NullMarked
package org.rialto.protocols.um.intake;

import org.jspecify.annotations.NullMarked;
