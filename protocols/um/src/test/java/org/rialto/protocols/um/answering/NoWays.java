package org.rialto.protocols.um.answering;

import org.rialto.directory.DirectoryObject;
import org.rialto.protocols.um.line.Line;

/// Neither an operator nor a way into mailboxes.
public final class NoWays implements WaysOut {
    @Override
    public boolean operator(Line line) { return false; }

    @Override
    public void signIn(Line line, DirectoryObject.User called, Runnable signedIn) { line.hangUp(); }
}
