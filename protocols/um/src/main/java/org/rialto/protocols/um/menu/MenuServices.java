package org.rialto.protocols.um.menu;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.store.Blobs;
import org.rialto.transport.submission.Submission;

/// What conversations with subscribers have of the server.
///
/// @param recordings directory in which recordings are while a conversation takes them
/// @param service the address that stands for the server as a sender; nobody answers it
/// @param pinNotice tells a user of a PIN that was made up after too many wrong ones
/// @param format of the sound in messages that are composed
/// @param zone of users who have set none
/// @param language of users who have set none
public record MenuServices(Directory directory, TelephoneAccess access, Authenticator authenticator,
        Mailboxes mailboxes, VoiceMailboxes voiceMailboxes, Blobs blobs, Submission submission,
        Dialling dialling, PinNotice pinNotice, SmtpAddress service, Path recordings,
        VoiceFormat format, ZoneId zone,
        Locale language, Clock clock) {
    /// Where calls may be sent.
    @FunctionalInterface
    public interface Dialling {
        /// The SIP URI of a number, an extension or an address that this user may have called; empty
        /// when the user's policy does not allow it, or it is no number.
        ///
        /// @param user null for somebody who has not logged in
        Optional<String> uri(DirectoryObject.@org.jspecify.annotations.Nullable User user,
                String number);
    }

    /// Tells a user of a new PIN, in the mailbox.
    @FunctionalInterface
    public interface PinNotice {
        void send(DirectoryObject.User user, String pin);
    }
}
