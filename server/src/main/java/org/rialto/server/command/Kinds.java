package org.rialto.server.command;

import org.rialto.directory.DirectoryObject;
import org.rialto.directory.ObjectKind;
import org.rialto.mapi.MailError;
import picocli.CommandLine.Model.CommandSpec;

/// Which kind of object a command is about: its parent command is called by the kind's word.
final class Kinds {
    private Kinds() {}

    static ObjectKind of(CommandSpec spec) {
        String word = spec.parent().name();
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind.word().equals(word))
                return kind;
        }
        throw new IllegalStateException("no kind " + word);
    }

    /// The object if it is of the kind.
    static DirectoryObject require(DirectoryObject object, ObjectKind kind) {
        if (object.entry().kind() == kind)
            return object;
        throw new MailError.NotFound(object.entry().name() + " is a "
                + object.entry().kind().word() + ", not a " + kind.word());
    }
}
