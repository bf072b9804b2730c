package org.rialto.protocols.um.answering;

import org.rialto.directory.DirectoryObject;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;

/// Where a caller may go instead of leaving a message.
public interface WaysOut {
    /// Has the operator called. False when the operator does not take the call, which goes on then.
    boolean operator(Line line) throws HungUpException;

    /// Lets a subscriber sign in; the call has ended when it comes back.
    ///
    /// @param called whose mailbox is asked for first
    /// @param signedIn run as soon as the caller is known: who was called has missed nothing then
    void signIn(Line line, DirectoryObject.User called, Runnable signedIn)
            throws HungUpException;
}
