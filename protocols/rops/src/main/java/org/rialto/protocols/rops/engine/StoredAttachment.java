package org.rialto.protocols.rops.engine;

import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.message.OpenAttachment;

/// An open attachment of an open message.
public record StoredAttachment(StoredMessage parent,
        OpenAttachment attachment) implements AttachmentObject {
    @Override
    public LogonObject logon() { return parent.logon(); }

    @Override
    public void opened() { attachment.count(); }

    @Override
    public void holds(ObjectSpace.Held held) { held.object(attachment); }

    @Override
    public PropertyOwner properties() { return new OpenObjectProperties(attachment); }
}
