package org.rialto.mapi;

import java.nio.charset.Charset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

/// The identifier of an object, for programs to keep and hand back. MS-OXCDATA §2.2.4 and §2.2.5:
/// four bytes of flags, the GUID of the provider that made it, and what that provider put in.
///
/// Provider GUIDs are given in the document as bytes; [#provider] makes a [UUID] of them.
public sealed interface EntryId {
    UUID ONE_OFF = provider("812B1FA4BEA310199D6E00DD010F5402");
    UUID ADDRESS_BOOK = provider("DCA740C8C042101AB4B908002B2FE182");
    UUID CONTACT = provider("FE42AA0A18C71A10E8850B651C240000");
    UUID STORE = provider("38A1BB1005E5101AA1BB08002B2A56C2");
    UUID WRAPPED = provider("C091ADD3519DCF11A4A900AA0047FAA4");
    /// The provider of folders and messages in public folders; in a mailbox, it is its own GUID.
    UUID PUBLIC_FOLDERS = provider("1A447390AA6611CD9BC800AA002FC45A");

    private static UUID provider(String bytes) { return Binary.ofHex(bytes).reader().readGuid(); }

    UUID provider();

    /// A folder. §2.2.4.1.
    record Folder(UUID provider, ObjectType type, GlobalId folder) implements EntryId {
        public Folder {
            if (type.isMessage()) {
                throw new IllegalArgumentException("a folder is not a " + type);
            }
        }
    }

    /// A message and the folder it is in. §2.2.4.2.
    record Message(UUID provider, ObjectType type, GlobalId folder, GlobalId message)
            implements
                EntryId {
        public Message {
            if (!type.isMessage()) {
                throw new IllegalArgumentException("a message is not a " + type);
            }
        }
    }

    /// A mailbox or public folder store itself. §2.2.4.3.
    record Store(StoreEntryId store) implements EntryId {
        @Override
        public UUID provider() { return STORE; }
    }

    /// A recipient of no directory: all that is known of it is in here. §2.2.5.1. `flags` are the
    /// 16 bits of the structure, without the one for Unicode, which depends on the encoding.
    record OneOff(int flags, String displayName, String addressType, String emailAddress)
            implements
                EntryId {
        /// M: messages go to it as pure MIME, not as TNEF.
        public static final int MIME = 0x0001;
        /// L: it is not looked up in the address book.
        public static final int NO_LOOKUP = 0x1000;
        static final int UNICODE = 0x8000;

        public OneOff { flags &= 0xFFFF & ~UNICODE; }

        /// An Internet mail recipient.
        public static OneOff smtp(String displayName, String emailAddress) {
            return new OneOff(MIME | NO_LOOKUP, displayName, "SMTP", emailAddress);
        }

        @Override
        public UUID provider() { return ONE_OFF; }
    }

    /// An object of the address book, by distinguished name. §2.2.5.2. `type` is a display type as
    /// NSPI has them: 0 a user, 1 a distribution list, 0x100 a container.
    record AddressBook(int type, String distinguishedName) implements EntryId {
        public static final int MAIL_USER = 0x0000;
        public static final int DISTRIBUTION_LIST = 0x0001;
        public static final int CONTAINER = 0x0100;

        @Override
        public UUID provider() { return ADDRESS_BOOK; }
    }

    /// One of the addresses of a contact: 0 to 2 its e-mail, 3 to 5 its fax addresses. §2.2.5.3.
    record ContactAddress(int index, Binary contact) implements EntryId {
        @Override
        public UUID provider() { return CONTACT; }
    }

    /// A distribution list kept as an item. §2.2.5.4.
    record PersonalDistributionList(Binary list) implements EntryId {
        @Override
        public UUID provider() { return CONTACT; }
    }

    /// A member of a personal distribution list: what it is, and its own entry id.
    /// MS-OXOCNTC §2.2.2.4.1.1 (WrappedEntryId).
    record Wrapped(int type, Binary entryId) implements EntryId {
        @Override
        public UUID provider() { return WRAPPED; }
    }

    /// Of a provider that this server does not know, or not of that provider's structure. `data` is
    /// all that follows the provider.
    record Opaque(int flags, UUID provider, Binary data) implements EntryId {}

    /// What a folder or message entry id is for. §2.2.4, the first two bytes after the provider.
    enum ObjectType {
        PRIVATE_FOLDER(0x0001), PUBLIC_FOLDER(0x0003), MAPPED_PUBLIC_FOLDER(
                0x0005), PRIVATE_MESSAGE(0x0007), PUBLIC_MESSAGE(
                        0x0009), MAPPED_PUBLIC_MESSAGE(0x000B), PUBLIC_NEWSGROUP_FOLDER(0x000C);

        private final int code;

        ObjectType(int code) { this.code = code; }

        public int code() { return code; }

        public boolean isMessage() {
            return this == PRIVATE_MESSAGE || this == PUBLIC_MESSAGE
                    || this == MAPPED_PUBLIC_MESSAGE;
        }

        static @Nullable ObjectType of(int code) {
            for (ObjectType type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }
    }

    /// The entry id that the bytes hold; [Opaque] for those of no known structure. 8-bit texts are
    /// in `charset`. Only bytes too few for any entry id are refused.
    static EntryId decode(Binary bytes, Charset charset) {
        ByteReader in = bytes.reader();
        int flags = in.readInt32();
        UUID provider = in.readGuid();
        Binary data = bytes.slice(in.position(), bytes.length());
        // Flags other than zero mark a short-term id, whose structure is nobody else's business.
        if (flags == 0) {
            try {
                EntryId known = EntryIdFormat.read(data, provider, charset);
                if (known != null) {
                    return known;
                }
            } catch (MalformedDataException foreign) {
                return new Opaque(flags, provider, data);
            }
        }
        return new Opaque(flags, provider, data);
    }

    /// With Windows-1252 for 8-bit texts.
    static EntryId decode(Binary bytes) {
        return decode(bytes, CodePage.charset(CodePage.WINDOWS_1252));
    }

    /// The bytes, with 8-bit texts in `charset`. One-off names are written as Unicode.
    default Binary encode(Charset charset) {
        ByteWriter out = new ByteWriter(160);
        out.writeInt32(this instanceof Opaque opaque ? opaque.flags() : 0).writeGuid(provider());
        EntryIdFormat.write(out, this, charset);
        return Binary.wrap(out.toByteArray());
    }

    /// With Windows-1252 for 8-bit texts.
    default Binary encode() { return encode(CodePage.charset(CodePage.WINDOWS_1252)); }
}
