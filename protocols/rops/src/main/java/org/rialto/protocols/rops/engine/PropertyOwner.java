package org.rialto.protocols.rops.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;

/// An open object's properties, as the operations of MS-OXCPRPT see them: those of a message or an
/// attachment wait for its save, those of a folder or a mailbox are kept at once.
interface PropertyOwner {
    /// The values of one moment.
    interface Values {
        /// The property with its own type, where that is what is asked for; null where it is not
        /// there.
        @Nullable
        PropertyValue property(PropertyTag asked);

        /// Bytes that a value is known to have without fetching it; 0 where that is not known.
        default long largeSize(PropertyTag tag) { return 0; }
    }

    /// The values as of now.
    Values values();

    /// The tags of all that have a value.
    List<PropertyTag> tags();

    /// Sets what can be set; answers what cannot.
    List<PropertyProblem> set(List<PropertyValue> values);

    /// Removes what can be removed; answers what cannot.
    List<PropertyProblem> delete(List<PropertyTag> tags);

    /// How 8-bit text of it is written; null for as the session's.
    default @Nullable ValueFormat format() { return null; }
}
