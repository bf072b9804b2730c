/// Telephones: the SIP listeners and what answers there, wired to the rooms.
@NullMarked
package org.rialto.server.telephony;

import org.jspecify.annotations.NullMarked;
