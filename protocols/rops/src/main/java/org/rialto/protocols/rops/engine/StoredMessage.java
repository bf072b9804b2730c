package org.rialto.protocols.rops.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.message.Recipients;

/// An open message. MS-OXCMSG §3.2.1.3: each handle has one of its own.
public final class StoredMessage implements MessageObject {
    private final LogonObject logon;
    private final OpenMessage message;
    private final int codePage;
    private @Nullable List<PropertyTag> recipientColumns;

    /// @param codePage of its 8-bit texts, as it was opened with
    public StoredMessage(LogonObject logon, OpenMessage message, int codePage) {
        this.logon = logon;
        this.message = message;
        this.codePage = codePage;
    }

    @Override
    public LogonObject logon() { return logon; }

    public OpenMessage message() { return message; }

    public int codePage() { return codePage; }

    /// The columns that the client was told, by which it reads rows of recipients until it is told
    /// others (MS-OXCDATA §2.8.3.2); those of now where it was told none.
    List<PropertyTag> recipientColumns() {
        return recipientColumns == null
                ? Recipients.columns(message.recipients())
                : recipientColumns;
    }

    void toldRecipientColumns(List<PropertyTag> columns) { recipientColumns = columns; }

    @Override
    public void opened() { message.count(); }

    @Override
    public void holds(ObjectSpace.Held held) { held.object(message); }

    @Override
    public PropertyOwner properties() { return new OpenObjectProperties(message); }

    ValueFormat format() { return ValueFormat.rop(message.charset()); }
}
