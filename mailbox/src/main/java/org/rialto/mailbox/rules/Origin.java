package org.rialto.mailbox.rules;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// Says of a message that comes to a mailbox here that a rule here sent it. MS-OXORULE §3.2.5.1.
///
/// @param author whose rule it was
public record Origin(Outgoing.Kind kind, @Nullable SmtpAddress author) {
    private static final String OUT_OF_OFFICE_CLASS = "IPM.Note.rules.OOFTemplate";

    /// Sets what the message is to have.
    public void mark(PropertyBag bag, Directory directory) {
        switch (kind) {
            case REPLY -> {
            }
            case OUT_OF_OFFICE -> bag.set(PropertyTags.PidTagMessageClass, OUT_OF_OFFICE_CLASS);
            case FORWARD -> bag.set(PropertyTags.PidTagAutoForwarded, true);
            case DELEGATE -> {
                bag.set(PropertyTags.PidTagDelegatedByRule, true);
                if (author != null) {
                    directory.ofAddress(author).ifPresent(owner -> represent(bag, owner));
                }
            }
        }
    }

    /// The properties of the mailbox's owner in the address book.
    private static void represent(PropertyBag bag, DirectoryObject owner) {
        String name = owner.entry().legacyDN();
        bag.set(PropertyTags.PidTagReceivedRepresentingEntryId,
                new EntryId.AddressBook(EntryId.AddressBook.MAIL_USER, name).encode());
        bag.set(PropertyTags.PidTagReceivedRepresentingAddressType, "EX");
        bag.set(PropertyTags.PidTagReceivedRepresentingEmailAddress, name);
        bag.set(PropertyTags.PidTagReceivedRepresentingName, owner.display());
        bag.set(PropertyTags.PidTagReceivedRepresentingSmtpAddress, owner.address().toString());
        ByteWriter key = new ByteWriter();
        key.writeBytes(("EX:" + name.toUpperCase(java.util.Locale.ROOT))
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII)).writeInt8(0);
        bag.set(PropertyTags.PidTagReceivedRepresentingSearchKey,
                Binary.wrap(key.toByteArray()));
    }
}
