package org.rialto.mailbox.voice;

import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.MailboxSession;

/// Calls that the UM server makes for users who ask for them by another protocol. MS-OXWUMS §3.1.
/// The UM server implements it (with [PhoneCallLedger]); EWS calls it.
public interface PhoneCalls {
    /// What is played.
    sealed interface What {
        /// A message, whatever its class.
        ///
        /// @param session with the rights of who asks; the message was found by it
        record Message(MailboxSession session, long messageId) implements What {}

        /// A greeting, which can be recorded anew in the same call.
        record OwnGreeting(GreetingKind kind) implements What {}
    }

    /// Calls a telephone and plays when it is answered. Returns as soon as the call is under way.
    ///
    /// @param user for whom, by whose policy numbers are allowed
    /// @param dialString what to call; empty for the user's own ([VoiceSettings#playOnPhoneDialString])
    /// @return the call's id, which nobody can guess
    /// @throws org.rialto.mapi.MailError.Invalid there is nothing to dial, or it is no number
    /// @throws org.rialto.mapi.MailError.Denied the user may not call there
    /// @throws org.rialto.mapi.MailError.Unavailable no telephone server, or too many calls
    String play(DirectoryObject.User user, What what, String dialString);

    /// @throws org.rialto.mapi.MailError.NotFound no such call of this user, or it ended long ago
    PhoneCallInformation information(DirectoryObject.User user, String callId);

    /// Ends a call; one that has ended already is no error.
    ///
    /// @throws org.rialto.mapi.MailError.NotFound no such call of this user
    void disconnect(DirectoryObject.User user, String callId);
}
