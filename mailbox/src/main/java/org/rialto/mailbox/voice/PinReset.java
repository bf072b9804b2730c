package org.rialto.mailbox.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.formats.compose.ComposedPart;
import org.rialto.formats.compose.HeaderWriter;
import org.rialto.formats.compose.MessageComposer;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.MailError;

/// Makes up a new PIN and mails it to its user: at the user's wish, or because too many were wrong.
public final class PinReset {
    private final TelephoneAccess access;
    private final MailDrop drop;
    private final String service;
    private final Clock clock;

    /// @param service the address that stands for the server as a sender
    public PinReset(TelephoneAccess access, MailDrop drop, SmtpAddress service, Clock clock) {
        this.access = access;
        this.drop = drop;
        this.service = service.toString();
        this.clock = clock;
    }

    /// Sets another PIN, which the user has to change at the next call, and mails it.
    ///
    /// @throws MailError.Unavailable mail cannot be taken now; the PIN may be another already, and
    ///         asking again makes one more
    public void reset(DirectoryObject.User user) { tell(user, access.reset(user, null, true)); }

    /// Mails a PIN that was made up already ([org.rialto.directory.telephone.PinVerdict.Reset]).
    public void tell(DirectoryObject.User user, String pin) {
        String id = UUID.randomUUID() + "@" + service.substring(service.lastIndexOf('@') + 1);
        try {
            drop.drop(id, null, user.address(), out -> write(user, pin, id, out));
        } catch (IOException e) {
            throw new MailError.Unavailable("the message with the new PIN was not taken", e);
        }
    }

    private void write(DirectoryObject.User user, String pin, String id, OutputStream out)
            throws IOException {
        HeaderWriter header = new HeaderWriter().date("Date",
                clock.instant().atZone(clock.getZone()).toOffsetDateTime());
        header.addresses("From", List.of(named("Voice mail", service)));
        header.addresses("To", List.of(named(user.display(), user.address().toString())));
        header.text("Subject", "Your new PIN for voice mail");
        header.messageIds("Message-ID", List.of("<" + id + ">"));
        header.structured("Auto-Submitted", "auto-generated");
        header.structured("X-Auto-Response-Suppress", "All");
        header.structured("Sensitivity", "Private");
        String extension = user.entry()
                .attribute(org.rialto.directory.Attribute.UM_EXTENSION).orElse("");
        String text = "Your PIN for voice mail is now " + pin + ".\r\n\r\n"
                + (extension.isEmpty() ? "" : "Your extension is " + extension + ".\r\n")
                + "You will be asked to choose another PIN at your next call.\r\n"
                + "If you did not ask for this, somebody has tried to hear your mailbox.\r\n";
        new MessageComposer().write(header, ComposedPart.plain(text), out);
    }

    private static MailAddress named(String name, String address) {
        int at = address.lastIndexOf('@');
        return new MailAddress(name, address.substring(0, at), address.substring(at + 1));
    }
}
