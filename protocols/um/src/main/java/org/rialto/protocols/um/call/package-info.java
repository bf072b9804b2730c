/// Calls as SIP and RTP carry them: the real line of a conversation.
@NullMarked
package org.rialto.protocols.um.call;

import org.jspecify.annotations.NullMarked;
