package org.rialto.protocols.um.intake;

import java.util.Optional;
import org.rialto.directory.DirectoryObject;
import org.rialto.protocols.um.answering.AnsweredCall;
import org.rialto.protocols.um.answering.Caller;

/// What becomes of a call, as [CallIntake] decides.
public sealed interface Intake {
    /// Somebody did not pick up: the caller may leave a message.
    ///
    /// @param subject as the caller gave it; empty for none
    record Answer(DirectoryObject.User called, Caller caller, String subject,
            AnsweredCall.Importance importance) implements Intake {}

    /// A user calls the own mailbox, or says on the telephone who it is.
    ///
    /// @param user whose mailbox From names; empty when it names none
    /// @param skipPin whether that user is known without a PIN
    record Subscriber(Optional<DirectoryObject.User> user, boolean skipPin, Caller caller)
            implements
                Intake {}

    /// A number with a menu behind it.
    ///
    /// @param name of the attendant in the configuration
    record Attendant(String name, Caller caller) implements Intake {}

    /// A machine wants to send a fax.
    record Fax(Optional<DirectoryObject.User> called, Caller caller) implements Intake {}

    /// Nobody here.
    ///
    /// @param status of SIP
    record Refused(int status, String reason) implements Intake {}

    /// Not for the UM server, when another core of the process may take it.
    record NotOurs() implements Intake {}
}
