package org.rialto.protocols.rops.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;

/// A message as a download takes it from wherever it is. Everything is asked for once, in the
/// order of the methods, and only when its turn has come. A source that cannot be read throws
/// [org.rialto.mapi.MailError].
public interface MessageSource {
    /// Its properties but those of [#largeValues].
    PropertyBag properties();

    default List<LargeValue> largeValues() { return List.of(); }

    /// The properties of its recipients. PidTagRowid is the place in the list where there is none.
    default List<PropertyBag> recipients() { return List.of(); }

    default List<? extends AttachmentSource> attachments() { return List.of(); }

    /// An attachment of a message.
    interface AttachmentSource {
        /// PidTagAttachNumber.
        int number();

        PropertyBag properties();

        default List<LargeValue> largeValues() { return List.of(); }

        /// The message that is attached, or null where the attachment is something else.
        default @Nullable MessageSource embedded() { return null; }
    }
}
