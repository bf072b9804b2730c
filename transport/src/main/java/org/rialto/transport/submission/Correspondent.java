package org.rialto.transport.submission;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.mime.MailAddress;
import org.rialto.items.mail.AddressProperties;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.PropertyBag;

/// Somebody that a message names.
///
/// @param name what people see
/// @param object whom the directory knows by that address; null is somebody it does not
public record Correspondent(SmtpAddress address, String name, @Nullable DirectoryObject object) {
    public static Correspondent of(DirectoryObject object) {
        return new Correspondent(object.address(), object.display(), object);
    }

    /// Sets the properties of a role: of who is in the directory, those of the address book.
    void write(AddressProperties role, PropertyBag bag) {
        if (object == null) {
            bag.remove(role.entryId());
            bag.remove(role.searchKey());
            role.set(bag, new MailAddress(name, address.localPart(), address.domain()));
            return;
        }
        role.setInBook(bag, name, displayType(object), object.entry().legacyDN(),
                address.toString());
    }

    private static int displayType(DirectoryObject object) {
        return switch (object) {
            case DirectoryObject.Group _ -> EntryId.AddressBook.DISTRIBUTION_LIST;
            case DirectoryObject.MailboxOwner _,DirectoryObject.Contact _,DirectoryObject.PublicFolder _ ->
                EntryId.AddressBook.MAIL_USER;
        };
    }
}
