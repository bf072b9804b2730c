package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// The properties of an address list: a row of the hierarchy table, MS-OXNSPI §3.1.4.1.3,
/// constraint 14; MS-OXOABK §2.2.2.
///
/// @param ephemeral whether PidTagEntryId is in the ephemeral form (fEphID)
record ListObject(UUID serverGuid, AddressList list, boolean ephemeral) {
    /// In the order of the document.
    List<PropertyValue> values(PropertyType textType) {
        Binary ownId = ephemeral
                ? EntryIds.ephemeral(serverGuid, DisplayType.CONTAINER, list.minimalId())
                : entryId(list);
        List<PropertyValue> values = new ArrayList<>(List.of(
                PropertyValue.of(PropertyTags.PidTagEntryId, ownId),
                PropertyValue.of(PropertyTags.PidTagContainerFlags, list.containerFlags()),
                PropertyValue.of(PropertyTags.PidTagDepth, list.depth()),
                PropertyValue.of(PropertyTags.PidTagAddressBookContainerId, list.minimalId()),
                PropertyValue.of(PropertyTags.PidTagDisplayName.withType(textType),
                        list.displayName()),
                PropertyValue.of(PropertyTags.PidTagAddressBookIsMaster, false)));
        AddressList parent = list.parent();
        if (parent != null) {
            values.add(PropertyValue.of(PropertyTags.PidTagAddressBookParentEntryId,
                    entryId(parent)));
        }
        return values;
    }

    /// The value of a column, or why there is none.
    PropertyCell cell(PropertyTag column) {
        boolean eightBit = column.typeCode() == PropertyType.STRING8.code();
        for (PropertyValue value : values(
                eightBit ? PropertyType.STRING8 : PropertyType.STRING)) {
            if (value.id() == column.id() && (value.tag().equals(column)
                    || column.typeCode() == PropertyType.UNSPECIFIED.code())) {
                return new PropertyCell.Value(value.type(), value.value());
            }
        }
        return PropertyCell.failed(ErrorCodes.NotFound);
    }

    private Binary entryId(AddressList of) {
        return EntryIds.permanent(DisplayType.CONTAINER, of.distinguishedName(serverGuid));
    }
}
