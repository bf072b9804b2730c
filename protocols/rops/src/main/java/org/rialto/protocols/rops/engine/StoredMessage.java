package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.message.OpenMessage;

/// An open message. MS-OXCMSG §3.2.1.3: each handle has one of its own.
///
/// @param codePage of its 8-bit texts, as it was opened with
public record StoredMessage(LogonObject logon, OpenMessage message,
        int codePage) implements MessageObject {
    @Override
    public PropertyOwner properties() { return new OpenObjectProperties(message); }

    ValueFormat format() { return ValueFormat.rop(message.charset()); }
}
