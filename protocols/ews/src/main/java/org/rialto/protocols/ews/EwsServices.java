package org.rialto.protocols.ews;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mailbox.voice.PinReset;
import org.rialto.mailbox.voice.VoiceMailboxes;

/// What operations work with.
///
/// @param pinReset who mails PINs; gives null where nobody telephones
/// @param phoneCalls who telephones; gives null where nobody does
/// @param accessNumbers where users call to hear their mailbox
public record EwsServices(Directory directory, Authenticator authenticator, Mailboxes mailboxes,
        VoiceMailboxes voiceMailboxes, Supplier<@Nullable PinReset> pinReset,
        Supplier<@Nullable PhoneCalls> phoneCalls, List<String> accessNumbers) {
    public EwsServices { accessNumbers = List.copyOf(accessNumbers); }
}
