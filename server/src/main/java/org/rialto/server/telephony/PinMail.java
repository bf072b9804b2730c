package org.rialto.server.telephony;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.compose.ComposedPart;
import org.rialto.formats.compose.HeaderWriter;
import org.rialto.formats.compose.MessageComposer;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mailbox.voice.MailDrop;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.menu.MenuServices;

/// Tells users of a PIN that was made up, by mail into the mailbox that it opens.
final class PinMail implements MenuServices.PinNotice {
    private final MailDrop drop;
    private final SmtpAddress service;
    private final Clock clock;

    PinMail(MailDrop drop, SmtpAddress service, Clock clock) {
        this.drop = drop;
        this.service = service;
        this.clock = clock;
    }

    @Override
    public void send(DirectoryObject.User user, String pin) {
        String id = "pin-" + UUID.randomUUID() + "@" + service.domain();
        String text = "Somebody entered a wrong telephone PIN for your mailbox several times.\r\n"
                + "So the old PIN no longer works. Your new PIN is:\r\n\r\n    " + pin
                + "\r\n\r\nYou will be asked to choose another at your next call.\r\n";
        HeaderWriter header = new HeaderWriter()
                .date("Date", clock.instant().atOffset(ZoneOffset.UTC))
                .addresses("From", List.of(new MailAddress("Voice mail", service.localPart(),
                        service.domain())))
                .addresses("To", List.of(new MailAddress(user.display(),
                        user.address().localPart(), user.address().domain())))
                .text("Subject", "Your new telephone PIN")
                .messageIds("Message-ID", List.of("<" + id + ">"))
                .structured("Auto-Submitted", "auto-generated");
        try {
            drop.drop(id, null, user.address(), out -> new MessageComposer().write(header,
                    ComposedPart.plain(text), out));
        } catch (IOException e) {
            throw new MailError.Unavailable("the new PIN cannot be told", e);
        }
    }
}
