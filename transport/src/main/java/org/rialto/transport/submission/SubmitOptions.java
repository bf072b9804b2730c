package org.rialto.transport.submission;

import org.rialto.mapi.PropertyBag;
import org.rialto.store.Snapshot;

/// How a message is submitted.
///
/// @param protocol       what asks for it, as the queue shows it: `MAPI`, `EWS`
/// @param leaveToSpooler a client will send it (NeedsSpooler)
/// @param after          what becomes of the message once it is sent
public record SubmitOptions(String protocol, boolean leaveToSpooler, After after) {
    public static SubmitOptions of(String protocol) {
        return new SubmitOptions(protocol, false, After.AS_IT_SAYS);
    }

    /// What becomes of a message that is sent. A deferred one always says so itself.
    public sealed interface After {
        /// What its properties say: moved, deleted, or left where it is.
        After AS_IT_SAYS = new AsItSays();
        After DELETED = new Deleted();

        /// The id of a folder, or one of [SentFolder]'s numbers.
        long folder(PropertyBag bag, Snapshot asActor, Snapshot asServer);

        record AsItSays() implements After {
            @Override
            public long folder(PropertyBag bag, Snapshot asActor, Snapshot asServer) {
                return SentFolder.of(bag, asActor, asServer);
            }
        }

        record Deleted() implements After {
            @Override
            public long folder(PropertyBag bag, Snapshot asActor, Snapshot asServer) {
                return SentFolder.DELETED;
            }
        }

        record MovedTo(long folderId) implements After {
            @Override
            public long folder(PropertyBag bag, Snapshot asActor, Snapshot asServer) {
                return folderId;
            }
        }
    }
}
