package org.rialto.mapi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// What a store object's entry id says after its provider. MS-OXCDATA §2.2.4.3.
///
/// `mailboxName` is the mailbox's distinguished name, null for public folders. `serverNames` is the
/// optional second part (version 2: the server's distinguished name and host name), `smtpAddress`
/// the optional third (version 3: the mailbox's address).
public record StoreEntryId(boolean isPublic, int type, String serverShortName,
        @Nullable String mailboxName, @Nullable ServerNames serverNames,
        @Nullable String smtpAddress) {
    /// WrappedType of a mailbox, and of public folders.
    public static final int MAILBOX_TYPE = 0x0000_000C;
    public static final int PUBLIC_TYPE = 0x0000_0006;

    private static final Binary DLL_NAME = Binary.ofHex("454D534D44422E444C4C00000000");
    private static final Binary MAILBOX = Binary.ofHex("1B55FA20AA6611CD9BC800AA002FC45A");
    private static final Binary PUBLIC = Binary.ofHex("1C830210AA6611CD9BC800AA002FC45A");
    private static final int GUID_BYTES = 16;
    private static final int MAGIC_2 = 0xF321_35D8;
    private static final int MAGIC_3 = 0xF432_46E9;
    private static final int HEADER_2 = 20;
    private static final int HEADER_3 = 16;

    /// The server that holds the store: each null where it is not given.
    public record ServerNames(@Nullable String distinguishedName, @Nullable String hostName) {}

    public static StoreEntryId mailbox(String serverShortName, String mailboxName) {
        return new StoreEntryId(false, MAILBOX_TYPE, serverShortName, mailboxName, null, null);
    }

    public static StoreEntryId publicFolders(String serverShortName) {
        return new StoreEntryId(true, PUBLIC_TYPE, serverShortName, null, null, null);
    }

    static StoreEntryId read(ByteReader in, Charset charset) {
        if (in.readUint16() != 0) { // Version and Flag
            throw in.malformed("a store entry id's version is not zero");
        }
        // The document writes the name in small letters and its bytes in capitals: both are read.
        String dll = new String(in.readBytes(DLL_NAME.length()), StandardCharsets.US_ASCII);
        if (!dll.regionMatches(true, 0, "emsmdb.dll\0", 0, 11) || in.readInt32() != 0) {
            throw in.malformed("a store entry id is not of the EMSMDB provider");
        }
        Binary wrapped = Binary.wrap(in.readBytes(GUID_BYTES));
        boolean isPublic = wrapped.equals(PUBLIC);
        if (!isPublic && !wrapped.equals(MAILBOX)) {
            throw in.malformed("a store entry id wraps an unknown provider");
        }
        int type = in.readInt32();
        String server = new String(in.readBytesToNull(), charset);
        String mailbox = null;
        if (in.hasRemaining() && !isPart(in)) {
            mailbox = new String(in.readBytesToNull(), charset);
        }
        ServerNames names = null;
        String smtp = null;
        while (in.hasRemaining()) {
            int magic = in.readInt32();
            int size = in.readInt32();
            if (size < 8) {
                throw in.malformed("a part of a store entry id is too short");
            }
            ByteReader part = in.slice(size - 8);
            switch (magic) {
                case MAGIC_2 -> names = readNames(part, charset);
                case MAGIC_3 -> smtp = readSmtpAddress(part);
                default -> throw in.malformed("a part of a store entry id is not known");
            }
        }
        return new StoreEntryId(isPublic, type, server, mailbox, names, smtp);
    }

    /// Whether an optional part follows, not a mailbox's name. Public stores should have no name,
    /// but ids of theirs with an empty one exist.
    private static boolean isPart(ByteReader in) {
        return in.remaining() >= 4 && (in.peekInt32() == MAGIC_2 || in.peekInt32() == MAGIC_3);
    }

    /// Offsets count from the part's own start, its magic number and size among it.
    private static ServerNames readNames(ByteReader part, Charset charset) {
        if (part.readInt32() != 1) {
            throw part.malformed("a part of a store entry id has an unknown version");
        }
        int nameAt = part.readInt32();
        int hostAt = part.readInt32();
        String name = null;
        String host = null;
        if (nameAt != 0) {
            skipTo(part, nameAt - 8);
            name = new String(part.readBytesToNull(), charset);
        }
        if (hostAt != 0) {
            skipTo(part, hostAt - 8);
            host = part.readUtf16z();
        }
        return new ServerNames(name, host);
    }

    private static @Nullable String readSmtpAddress(ByteReader part) {
        if (part.readInt32() != 2) {
            throw part.malformed("a part of a store entry id has an unknown version");
        }
        int addressAt = part.readInt32();
        if (addressAt == 0) {
            return null;
        }
        skipTo(part, addressAt - 8);
        return part.readUtf16z();
    }

    private static void skipTo(ByteReader part, int position) {
        if (position < part.position()) {
            throw part.malformed("parts of a store entry id overlap");
        }
        part.skip(position - part.position());
    }

    void write(ByteWriter out, Charset charset) {
        out.writeInt16(0);
        DLL_NAME.write(out);
        out.writeInt32(0);
        (isPublic ? PUBLIC : MAILBOX).write(out);
        out.writeInt32(type);
        ValueWriter.writeString8(out, serverShortName, charset);
        if (mailboxName != null) {
            ValueWriter.writeString8(out, mailboxName, charset);
        }
        if (serverNames != null) {
            writeNames(out, serverNames, charset);
        }
        if (smtpAddress != null) {
            int start = out.length();
            out.writeInt32(MAGIC_3).writeInt32(0).writeInt32(2).writeInt32(HEADER_3)
                    .writeUtf16z(smtpAddress).writeInt16(0);
            out.setInt32(start + 4, out.length() - start);
        }
    }

    private static void writeNames(ByteWriter out, ServerNames names, Charset charset) {
        int start = out.length();
        out.writeInt32(MAGIC_2).writeInt32(0).writeInt32(1).writeInt32(0).writeInt32(0);
        if (names.distinguishedName() != null) {
            out.setInt32(start + 12, HEADER_2);
            ValueWriter.writeString8(out, names.distinguishedName(), charset);
        }
        if (names.hostName() != null) {
            out.setInt32(start + 16, out.length() - start);
            out.writeUtf16z(names.hostName());
        }
        out.writeInt16(0);
        out.setInt32(start + 4, out.length() - start);
    }
}
