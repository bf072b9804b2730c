package org.rialto.client;

import java.io.IOException;
import java.util.List;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.RecipientRow;
import org.rialto.protocols.rops.wire.attachment.RopCreateAttachment;
import org.rialto.protocols.rops.wire.attachment.RopOpenAttachment;
import org.rialto.protocols.rops.wire.message.ModifyRecipientRow;
import org.rialto.protocols.rops.wire.message.RopModifyRecipients;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.transport.RopSubmitMessage;

/// An open message.
public final class RemoteMessage extends RemoteObject {
    private static final int READ_ONLY = 0;
    private static final int TO = 1;
    private static final int MAIL_USER = 0;

    RemoteMessage(MapiClient client, int handle) { super(client, handle); }

    /// Saves it and keeps it open; answers its id.
    public MessageId save() throws IOException, InterruptedException {
        return ask(new RopSaveChangesMessage.Request(0, 0, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE), RopSaveChangesMessage.Response.class)
                .messageId();
    }

    /// Opens a property as a stream, to read it.
    public RemoteStream read(PropertyTag tag) throws IOException, InterruptedException {
        return stream(tag, RopOpenStream.READ_ONLY);
    }

    /// Opens a property as a stream, to write it anew.
    public RemoteStream write(PropertyTag tag) throws IOException, InterruptedException {
        return stream(tag, RopOpenStream.CREATE);
    }

    /// @param number as its property PidTagAttachNumber has it
    public RemoteAttachment attachment(int number) throws IOException, InterruptedException {
        ask(new RopOpenAttachment.Request(0, 0, 1, READ_ONLY, number),
                RopOpenAttachment.Response.class);
        return new RemoteAttachment(client(), client().handle(1));
    }

    /// Makes an attachment.
    public RemoteAttachment attach() throws IOException, InterruptedException {
        ask(new RopCreateAttachment.Request(0, 0, 1), RopCreateAttachment.Response.class);
        return new RemoteAttachment(client(), client().handle(1));
    }

    /// Addresses it to somebody of the address book.
    ///
    /// @param distinguishedName their PidTagEmailAddress
    public void addressTo(String displayName, String distinguishedName)
            throws IOException, InterruptedException {
        RecipientRow row = new RecipientRow(
                new RecipientRow.AddressBookAddress(0, MAIL_USER, distinguishedName), false, true,
                false, null, displayName, null, null, new PropertyRow(List.of()));
        ask(new RopModifyRecipients.Request(0, 0, List.of(),
                List.of(new ModifyRecipientRow(0, TO, row))), RopModifyRecipients.Response.class);
    }

    /// Sends it.
    public void submit() throws IOException, InterruptedException {
        ask(new RopSubmitMessage.Request(0, 0, RopSubmitMessage.NONE),
                RopSubmitMessage.Response.class);
    }
}
