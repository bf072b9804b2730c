package org.rialto.protocols.um;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.protocols.um.answering.Caller;
import org.rialto.protocols.um.intake.Intake;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;

/// What is talked about on calls. Each method returns when the conversation is over; the call is
/// hung up then, if it is still up.
public interface Conversations {
    /// Somebody did not pick up.
    void answer(Line line, Intake.Answer call) throws IOException, HungUpException;

    /// @param user whose telephone it is; null when nobody knows
    /// @param skipPin whether that user is known without a PIN
    void subscriber(Line line, DirectoryObject.@Nullable User user, boolean skipPin)
            throws HungUpException;

    /// @param name of the attendant
    void attend(Line line, String name, Caller caller) throws HungUpException;

    /// A user's own telephone was called and answered.
    void play(Line line, DirectoryObject.User user, PhoneCalls.What what) throws HungUpException;
}
