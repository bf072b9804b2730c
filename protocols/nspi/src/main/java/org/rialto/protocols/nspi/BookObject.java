package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Entry;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;

/// An object as a session sees it: its properties.
///
/// @param ephemeral whether PidTagEntryId is in the ephemeral form (fEphID)
record BookObject(NspiSession session, DirectoryObject object, boolean ephemeral)
        implements
            PropertySource {
    NspiServer server() { return session.server(); }

    Entry entry() { return object.entry(); }

    int minimalId() { return MinimalIds.of(object.id()); }

    int displayType() { return DisplayType.of(object); }

    Binary permanentEntryId() { return EntryIds.permanent(displayType(), entry().legacyDN()); }

    @Override
    public @Nullable Object get(PropertyTag tag) {
        BookProperty property = BookProperties.find(tag);
        return property == null ? null : property.value(this);
    }

    @Override
    public boolean isMember(Binary entryId, Binary listEntryId) {
        return entryId.equals(listEntryId);
    }

    /// The value of a column, or why there is none.
    PropertyCell cell(PropertyTag column) {
        BookProperty property = BookProperties.find(column);
        Object value = property == null ? null : property.value(this);
        if (property == null || value == null) {
            return PropertyCell.failed(ErrorCodes.NotFound);
        }
        PropertyType type = column.typeCode() == PropertyType.UNSPECIFIED.code()
                ? property.tag().type()
                : column.type();
        return new PropertyCell.Value(type, value);
    }

    /// Tags of all properties that have a value, texts in one type. MS-OXNSPI §3.1.4.1.6.
    List<PropertyTag> tags(boolean skipObjects, PropertyType textType) {
        List<PropertyTag> tags = new ArrayList<>();
        for (BookProperty property : BookProperties.all()) {
            boolean table = property.tag().type() == PropertyType.OBJECT;
            if (!(table && skipObjects) && property.value(this) != null) {
                tags.add(textType == PropertyType.STRING
                        ? property.tagAsString()
                        : property.tagAsString8());
            }
        }
        return tags;
    }
}
