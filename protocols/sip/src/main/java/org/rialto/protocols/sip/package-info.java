/// The SIP server: registrar and proxy. MS-SIPRE, MS-EUMR.
@NullMarked
package org.rialto.protocols.sip;

import org.jspecify.annotations.NullMarked;
