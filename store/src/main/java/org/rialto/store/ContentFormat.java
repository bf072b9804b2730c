package org.rialto.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.PropertyBag;

/// The store's encoding of a message's recipients and attachments.
///
/// ```
/// recipients  = version (one byte, 1), count (varint), (length (varint), property bag)*count
/// attachments = version (one byte, 1), count (varint), attachment*count
/// attachment  = number (varint), length (varint), property bag, kind (one byte), data
/// data        = nothing | length, bytes | blob | blob, offset, length, encoding | content
/// content     = length, property bag, length, recipients, length, attachments
/// ```
public final class ContentFormat {
    private static final int VERSION = 1;
    private static final int NONE = 0;
    private static final int INLINE = 1;
    private static final int IN_BLOB = 2;
    private static final int IN_MIME = 3;
    private static final int EMBEDDED = 4;
    private static final int DEEPEST = 50;

    private ContentFormat() {}

    /// Null for an empty list, which is what most columns hold.
    static byte @Nullable [] encodeRecipients(List<PropertyBag> recipients) {
        if (recipients.isEmpty()) {
            return null;
        }
        ByteWriter out = new ByteWriter(256);
        writeRecipients(out, recipients);
        return out.toByteArray();
    }

    public static byte @Nullable [] encodeAttachments(List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return null;
        }
        ByteWriter out = new ByteWriter(256);
        writeAttachments(out, attachments, 0);
        return out.toByteArray();
    }

    public static List<PropertyBag> decodeRecipients(byte @Nullable [] encoded) {
        return decodeRecipients(encoded, PropertyBag::decode);
    }

    static List<PropertyBag> decodeRecipients(byte @Nullable [] encoded,
            Function<byte[], PropertyBag> decoding) {
        return encoded == null ? List.of() : readRecipients(new ByteReader(encoded), decoding);
    }

    public static List<Attachment> decodeAttachments(byte @Nullable [] encoded) {
        return encoded == null ? List.of() : readAttachments(new ByteReader(encoded), 0);
    }

    /// The blobs that attachments name, embedded messages' too.
    public static Set<BlobRef> blobs(List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return Set.of();
        }
        Set<BlobRef> blobs = new HashSet<>();
        for (Attachment attachment : attachments) {
            switch (attachment.data()) {
                case AttachmentData.InBlob data -> blobs.add(data.blob());
                case AttachmentData.InMime data -> blobs.add(data.mime());
                case AttachmentData.Embedded data ->
                    blobs.addAll(blobs(data.message().attachments()));
                case AttachmentData.None none -> {
                }
                case AttachmentData.Inline data -> {
                }
            }
        }
        return blobs;
    }

    /// Bytes that the attachments' data take, for PidTagMessageSize.
    static long size(List<Attachment> attachments) {
        long size = 0;
        for (Attachment attachment : attachments) {
            size += switch (attachment.data()) {
                case AttachmentData.InBlob data -> data.blob().length();
                case AttachmentData.InMime data -> data.length();
                case AttachmentData.Embedded data -> size(data.message().attachments());
                case AttachmentData.None none -> 0;
                case AttachmentData.Inline data -> data.bytes().length;
            };
        }
        return size;
    }

    private static void writeRecipients(ByteWriter out, List<PropertyBag> recipients) {
        out.writeInt8(VERSION).writeVarint(recipients.size());
        recipients.forEach(recipient -> writeCounted(out, recipient.encode()));
    }

    private static void writeCounted(ByteWriter out, byte[] bytes) {
        out.writeVarint(bytes.length).writeBytes(bytes);
    }

    private static void writeAttachments(ByteWriter out, List<Attachment> attachments,
            int depth) {
        if (depth > DEEPEST) {
            throw new org.rialto.mapi.MailError.TooLarge(
                    "messages embedded in each other more than " + DEEPEST + " deep");
        }
        out.writeInt8(VERSION).writeVarint(attachments.size());
        for (Attachment attachment : attachments) {
            out.writeVarint(attachment.number());
            writeCounted(out, attachment.properties().encode());
            writeData(out, attachment.data(), depth);
        }
    }

    private static void writeData(ByteWriter out, AttachmentData attachmentData, int depth) {
        switch (attachmentData) {
            case AttachmentData.None none -> out.writeInt8(NONE);
            case AttachmentData.Inline data -> writeCounted(out.writeInt8(INLINE), data.bytes());
            case AttachmentData.InBlob data -> writeBlob(out.writeInt8(IN_BLOB), data.blob());
            case AttachmentData.InMime data -> {
                writeBlob(out.writeInt8(IN_MIME), data.mime());
                out.writeVarint(data.offset()).writeVarint(data.length());
                writeCounted(out, data.encoding()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            case AttachmentData.Embedded data -> {
                MessageContent content = data.message();
                writeCounted(out.writeInt8(EMBEDDED), content.properties().encode());
                ByteWriter recipients = new ByteWriter(64);
                writeRecipients(recipients, content.recipients());
                writeCounted(out, recipients.toByteArray());
                ByteWriter attachments = new ByteWriter(64);
                writeAttachments(attachments, content.attachments(), depth + 1);
                writeCounted(out, attachments.toByteArray());
            }
        }
    }

    private static void writeBlob(ByteWriter out, BlobRef blob) {
        out.writeVarint(blob.blobId()).writeVarint(blob.length());
    }

    private static List<PropertyBag> readRecipients(ByteReader in,
            Function<byte[], PropertyBag> decoding) {
        int count = readCount(in);
        List<PropertyBag> recipients = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            recipients.add(decoding.apply(readCounted(in)));
        }
        return recipients;
    }

    private static int readCount(ByteReader in) {
        int version = in.readUint8();
        if (version != VERSION) {
            throw in.malformed("message content of version " + version + " is not known");
        }
        return in.checkCount(in.readVarint(), 2);
    }

    private static byte[] readCounted(ByteReader in) {
        return in.readBytes(in.checkCount(in.readVarint(), 1));
    }

    private static List<Attachment> readAttachments(ByteReader in, int depth) {
        if (depth > DEEPEST) {
            throw in.malformed("attachments are nested too deep");
        }
        int count = readCount(in);
        List<Attachment> attachments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = (int) in.readVarint();
            PropertyBag properties = PropertyBag.decode(readCounted(in));
            attachments.add(new Attachment(number, properties, readData(in, depth)));
        }
        return attachments;
    }

    private static AttachmentData readData(ByteReader in, int depth) {
        int kind = in.readUint8();
        return switch (kind) {
            case NONE -> new AttachmentData.None();
            case INLINE -> new AttachmentData.Inline(readCounted(in));
            case IN_BLOB -> new AttachmentData.InBlob(readBlob(in));
            case IN_MIME -> {
                BlobRef mime = readBlob(in);
                long offset = in.readVarint();
                long length = in.readVarint();
                yield new AttachmentData.InMime(mime, offset, length, new String(readCounted(in),
                        java.nio.charset.StandardCharsets.UTF_8));
            }
            case EMBEDDED -> {
                PropertyBag properties = PropertyBag.decode(readCounted(in));
                List<PropertyBag> recipients = readRecipients(new ByteReader(readCounted(in)),
                        PropertyBag::decode);
                List<Attachment> attachments = readAttachments(new ByteReader(readCounted(in)),
                        depth + 1);
                yield new AttachmentData.Embedded(
                        new MessageContent(properties, recipients, attachments));
            }
            default -> throw in.malformed("attachment data of kind " + kind + " is not known");
        };
    }

    private static BlobRef readBlob(ByteReader in) {
        return new BlobRef(in.readVarint(), in.readVarint());
    }
}
