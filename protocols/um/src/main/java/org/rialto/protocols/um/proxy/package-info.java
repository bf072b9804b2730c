/// The SIP server, "protocol server" of MS-OCEXUM: registrar and forking proxy with users' call
/// forwarding. RFC 3261 sections 10 and 16, MS-SIPRE, MS-EUMR. Optional: another proxy may stand in
/// its place.
@NullMarked
package org.rialto.protocols.um.proxy;

import org.jspecify.annotations.NullMarked;
