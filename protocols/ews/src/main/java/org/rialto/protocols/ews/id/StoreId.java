package org.rialto.protocols.ews.id;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;

/// What an `Id` attribute of the service holds, before it becomes text: the kinds of
/// MS-OXWSITEMID §2.1.3.2, each perhaps with the way to an attachment (§2.1.3.3).
public sealed interface StoreId {
    /// How the identifier of the store is to be read. §2.1.3.2, IdProcessingInstruction.
    enum Processing {
        NORMAL, RECURRENCE, SERIES
    }

    /// By the mailbox's address, of the first release of Exchange 2007. §2.1.3.2.1.
    record OfAddress(String address, Processing processing, Binary id,
            List<Binary> attachments) implements StoreId {}

    /// An item or folder of a mailbox, by PidTagEntryId. §2.1.3.2.2.
    record OfMailbox(UUID mailbox, Processing processing, Binary id,
            List<Binary> attachments) implements StoreId {}

    /// A conversation of a mailbox. §2.1.3.2.2.
    record Conversation(UUID mailbox, Processing processing, Binary id,
            List<Binary> attachments) implements StoreId {}

    /// A public folder. §2.1.3.2.3.
    record PublicFolder(Binary id, List<Binary> attachments) implements StoreId {}

    /// An item in a public folder. §2.1.3.2.4.
    record PublicFolderItem(Processing processing, Binary id, Binary folder,
            List<Binary> attachments) implements StoreId {}

    /// Somebody of the directory. §2.1.3.2.3.
    record DirectoryObject(Binary id, List<Binary> attachments) implements StoreId {}

    /// The way from the item to an attachment, outermost first; empty for the item itself.
    List<Binary> attachments();

    /// Longest text that is read.
    int TEXT_LIMIT = 1_400;

    /// An item or folder of a mailbox.
    static OfMailbox of(UUID mailbox, Binary entryId) {
        return new OfMailbox(mailbox, Processing.NORMAL, entryId, List.of());
    }

    /// @throws MalformedDataException when it is no identifier of this form
    static StoreId parse(String text) {
        if (text.length() > TEXT_LIMIT)
            throw new MalformedDataException("an identifier is too long", 0);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("an identifier is not base64", 0);
        }
        ByteReader in = new ByteReader(IdCompression.decompress(bytes));
        StoreId id = read(in);
        if (in.hasRemaining())
            throw in.malformed("bytes follow an identifier");
        return id;
    }

    private static StoreId read(ByteReader in) {
        int type = in.readUint8();
        switch (type) {
            case 0 -> {
                String address = text(in);
                Processing processing = processing(in);
                Binary id = bytes(in);
                return new OfAddress(address, processing, id, attachments(in));
            }
            case 1 -> {
                Binary id = bytes(in);
                return new PublicFolder(id, attachments(in));
            }
            case 2 -> {
                Processing processing = processing(in);
                Binary id = bytes(in);
                Binary folder = bytes(in);
                return new PublicFolderItem(processing, id, folder, attachments(in));
            }
            case 3, 4 -> {
                UUID mailbox = guid(in);
                Processing processing = processing(in);
                Binary id = bytes(in);
                List<Binary> attachments = attachments(in);
                return type == 3
                        ? new OfMailbox(mailbox, processing, id, attachments)
                        : new Conversation(mailbox, processing, id, attachments);
            }
            case 5 -> {
                Binary id = bytes(in);
                return new DirectoryObject(id, attachments(in));
            }
            default -> throw in.malformed("an identifier of a kind not known");
        }
    }

    private static Processing processing(ByteReader in) {
        int value = in.readUint8();
        if (value >= Processing.values().length)
            throw in.malformed("an identifier is processed in a way not known");
        return Processing.values()[value];
    }

    private static Binary bytes(ByteReader in) {
        return Binary.wrap(in.readBytes(in.checkCount(in.readUint16(), 1)));
    }

    private static String text(ByteReader in) {
        return new String(bytes(in).toByteArray(), StandardCharsets.UTF_8);
    }

    private static UUID guid(ByteReader in) {
        String text = text(in);
        if (!text.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"))
            throw in.malformed("an identifier's mailbox is no GUID");
        return UUID.fromString(text);
    }

    private static List<Binary> attachments(ByteReader in) {
        if (!in.hasRemaining())
            return List.of();
        int count = in.readUint8();
        List<Binary> ids = new ArrayList<>(Math.min(count, 16));
        for (int i = 0; i < count; i++)
            ids.add(bytes(in));
        return List.copyOf(ids);
    }

    /// As the attribute has it.
    default String toText() {
        ByteWriter out = new ByteWriter(160);
        switch (this) {
            case OfAddress id -> {
                text(out.writeInt8(0), id.address());
                bytes(out.writeInt8(id.processing().ordinal()), id.id());
            }
            case PublicFolder id -> bytes(out.writeInt8(1), id.id());
            case PublicFolderItem id -> {
                bytes(out.writeInt8(2).writeInt8(id.processing().ordinal()), id.id());
                bytes(out, id.folder());
            }
            case OfMailbox id -> {
                text(out.writeInt8(3), id.mailbox().toString());
                bytes(out.writeInt8(id.processing().ordinal()), id.id());
            }
            case Conversation id -> {
                text(out.writeInt8(4), id.mailbox().toString());
                bytes(out.writeInt8(id.processing().ordinal()), id.id());
            }
            case DirectoryObject id -> bytes(out.writeInt8(5), id.id());
        }
        if (!attachments().isEmpty()) {
            out.writeInt8(attachments().size());
            attachments().forEach(one -> bytes(out, one));
        }
        return Base64.getEncoder().encodeToString(IdCompression.compress(out.toByteArray()));
    }

    private static void bytes(ByteWriter out, Binary bytes) {
        out.writeInt16(bytes.length());
        out.writeBytes(bytes.toByteArray());
    }

    private static void text(ByteWriter out, String text) {
        bytes(out, Binary.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
