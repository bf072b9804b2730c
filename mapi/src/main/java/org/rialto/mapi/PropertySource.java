package org.rialto.mapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a restriction or a table row takes its values from: a property bag, a row of the store,
/// an open message.
public interface PropertySource {
    /// The value, or null where the object does not have the property with this type. The types
    /// String and String8 stand for each other; [PropertyType#UNSPECIFIED] takes any type.
    @Nullable
    Object get(PropertyTag tag);

    /// The rows behind a subobject property: recipients for PidTagMessageRecipients, attachments
    /// for PidTagMessageAttachments. MS-OXCDATA §2.12.10.
    default List<? extends PropertySource> subobjects(PropertyTag table) { return List.of(); }

    /// Whether it satisfies a restriction on a part of a value, where that is known without the
    /// value; null where the value must tell.
    default @Nullable Boolean satisfies(Restriction.Content content) { return null; }

    /// Whether the address book object of one entry id is a member of the distribution list of the
    /// other (MS-OXCDATA §2.12.5.1, RelationalOperatorMemberOfDL). Where no address book is at
    /// hand, only the object itself is.
    default boolean isMember(Binary entryId, Binary listEntryId) {
        return entryId.equals(listEntryId);
    }
}
