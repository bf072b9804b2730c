package org.rialto.protocols.um.attendant;

import java.io.IOException;
import java.time.Clock;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.menu.MenuServices;

/// What attendants have of the server.
///
/// @param dialling where calls may be sent; nobody has logged in
/// @param configured the same for what the administrator has configured
/// @param extensionDigits how many digits an extension has; 0 where that is not known
public record AttendantServices(Directory directory, VoiceMailboxes voiceMailboxes,
        MenuServices.Dialling dialling, MenuServices.Dialling configured, int extensionDigits,
        Clock clock) {
    /// Takes a message for a user, with that user's greeting; the call is over afterwards.
    @FunctionalInterface
    public interface Messages {
        void take(Line line, DirectoryObject.User user) throws IOException, HungUpException;
    }
}
