package org.rialto.mapi;

import java.nio.charset.Charset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The encodings of entry ids after their provider. MS-OXCDATA §2.2.4 and §2.2.5.
final class EntryIdFormat {
    private static final int ADDRESS_BOOK_VERSION = 1;
    private static final int CONTACT_VERSION = 3;
    private static final int CONTACT_TYPE = 4;
    private static final int LIST_TYPE = 5;
    private static final int LIST_INDEX = 0xFF;
    private static final int LARGEST_CONTACT_INDEX = 5;

    private static final int FOLDER_BYTES = 26;
    private static final int MESSAGE_BYTES = 50;

    private EntryIdFormat() {}

    /// The entry id of `provider` that `data` holds, or null where no structure is known.
    static @Nullable EntryId read(Binary data, UUID provider, Charset charset) {
        ByteReader in = data.reader();
        EntryId id;
        if (provider.equals(EntryId.ONE_OFF)) {
            id = readOneOff(in, charset);
        } else if (provider.equals(EntryId.ADDRESS_BOOK)) {
            id = readAddressBook(in, charset);
        } else if (provider.equals(EntryId.CONTACT)) {
            return readContact(in);
        } else if (provider.equals(EntryId.STORE)) {
            id = new EntryId.Store(StoreEntryId.read(in, charset));
        } else if (provider.equals(EntryId.WRAPPED)) {
            id = new EntryId.Wrapped(in.readUint8(), Binary.wrap(in.readBytes(in.remaining())));
        } else {
            // Folders and messages: the provider is the mailbox's own GUID, so that nothing but
            // the length and the object type tells them.
            return readObject(in, provider);
        }
        return in.hasRemaining() ? null : id;
    }

    private static @Nullable EntryId readObject(ByteReader in, UUID provider) {
        if (in.remaining() != FOLDER_BYTES && in.remaining() != MESSAGE_BYTES) {
            return null;
        }
        EntryId.ObjectType type = EntryId.ObjectType.of(in.readUint16());
        if (type == null || type.isMessage() != (in.remaining() == MESSAGE_BYTES - 2)) {
            return null;
        }
        GlobalId folder = GlobalId.readLongTerm(in);
        return type.isMessage()
                ? new EntryId.Message(provider, type, folder, GlobalId.readLongTerm(in))
                : new EntryId.Folder(provider, type, folder);
    }

    private static EntryId readOneOff(ByteReader in, Charset charset) {
        if (in.readUint16() != 0) {
            throw in.malformed("a one-off entry id's version is not zero");
        }
        int flags = in.readUint16();
        boolean unicode = (flags & EntryId.OneOff.UNICODE) != 0;
        String name = readText(in, unicode, charset);
        String type = readText(in, unicode, charset);
        return new EntryId.OneOff(flags, name, type, readText(in, unicode, charset));
    }

    private static String readText(ByteReader in, boolean unicode, Charset charset) {
        return unicode ? in.readUtf16z() : new String(in.readBytesToNull(), charset);
    }

    private static EntryId readAddressBook(ByteReader in, Charset charset) {
        if (in.readInt32() != ADDRESS_BOOK_VERSION) {
            throw in.malformed("an address book entry id's version is not 1");
        }
        int type = in.readInt32();
        return new EntryId.AddressBook(type, new String(in.readBytesToNull(), charset));
    }

    private static @Nullable EntryId readContact(ByteReader in) {
        if (in.readInt32() != CONTACT_VERSION) {
            throw in.malformed("a contact entry id's version is not 3");
        }
        int type = in.readInt32();
        int index = in.readInt32();
        Binary inner = Binary.wrap(in.readBytes(in.checkCount(in.readInt32(), 1)));
        // Outlook 2003 and 2007 leave up to three bytes behind (§2.2.5.3, product note).
        if (in.remaining() > 3) {
            return null;
        }
        if (type == LIST_TYPE) {
            return new EntryId.PersonalDistributionList(inner);
        }
        boolean contact = type == CONTACT_TYPE && index >= 0 && index <= LARGEST_CONTACT_INDEX;
        return contact ? new EntryId.ContactAddress(index, inner) : null;
    }

    static void write(ByteWriter out, EntryId id, Charset charset) {
        switch (id) {
            case EntryId.Folder folder -> {
                out.writeInt16(folder.type().code());
                folder.folder().writeLongTerm(out);
            }
            case EntryId.Message message -> {
                out.writeInt16(message.type().code());
                message.folder().writeLongTerm(out);
                message.message().writeLongTerm(out);
            }
            case EntryId.Store store -> store.store().write(out, charset);
            case EntryId.OneOff oneOff -> out.writeInt16(0)
                    .writeInt16(oneOff.flags() | EntryId.OneOff.UNICODE)
                    .writeUtf16z(oneOff.displayName()).writeUtf16z(oneOff.addressType())
                    .writeUtf16z(oneOff.emailAddress());
            case EntryId.AddressBook book -> {
                out.writeInt32(ADDRESS_BOOK_VERSION).writeInt32(book.type());
                ValueWriter.writeString8(out, book.distinguishedName(), charset);
            }
            case EntryId.ContactAddress contact ->
                writeContact(out, CONTACT_TYPE, contact.index(), contact.contact());
            case EntryId.PersonalDistributionList list ->
                writeContact(out, LIST_TYPE, LIST_INDEX, list.list());
            case EntryId.Wrapped wrapped -> {
                out.writeInt8(wrapped.type());
                wrapped.entryId().write(out);
            }
            case EntryId.Opaque opaque -> opaque.data().write(out);
        }
    }

    private static void writeContact(ByteWriter out, int type, int index, Binary inner) {
        out.writeInt32(CONTACT_VERSION).writeInt32(type).writeInt32(index)
                .writeInt32(inner.length());
        inner.write(out);
    }
}
