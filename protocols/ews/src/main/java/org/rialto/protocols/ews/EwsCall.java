package org.rialto.protocols.ews;

import org.rialto.directory.DirectoryObject;
import org.rialto.directory.sasl.Login;
import org.rialto.mailbox.MailboxSession;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.ExchangeVersion;
import org.rialto.protocols.ews.soap.ResponseCode;

/// One request at work: who asks, by which schema, and what there is to work with.
///
/// @param login whose rights count: the one who logged in, or who is impersonated
public record EwsCall(EwsServices services, Login login, ExchangeVersion version) {
    /// The user who acts.
    public DirectoryObject.User user() throws EwsFault {
        if (services.directory().object(login.actor().userId())
                .orElse(null) instanceof DirectoryObject.User user)
            return user;
        throw new EwsFault(ResponseCode.NON_EXISTENT_MAILBOX, "The account is no user's.");
    }

    /// The user's own mailbox.
    public MailboxSession ownMailbox() { return services.mailboxes().open(login); }
}
