package org.rialto.protocols.rops.message;

import java.io.IOException;
import java.nio.charset.Charset;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.mime.ByteRange;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.items.mail.AttachmentBytes;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Blobs;

/// An open attachment. What is done to it is its message's when it is saved, and in the store when
/// the message is saved. MS-OXCMSG §2.2.2 and §3.2.5.12-16.
public final class OpenAttachment extends OpenObject {
    /// Values of PidTagAttachMethod, §2.2.2.9.
    public static final int BY_VALUE = 1;
    public static final int EMBEDDED_MESSAGE = 5;
    static final int OLE = 6;
    private static final int OBJECT_TYPE_ATTACHMENT = 7;
    /// What an attachment takes besides its data, §3.2.5.13.
    private static final int OVERHEAD_BYTES = 0x40;
    static final PropertyTag DATA = PropertyTags.PidTagAttachDataBinary;
    static final PropertyTag DATA_OBJECT = DATA.withType(PropertyType.OBJECT);
    private static final List<PropertyTag> COMPUTED = List.of(PropertyTags.PidTagAttachNumber,
            PropertyTags.PidTagAttachSize, PropertyTags.PidTagAccessLevel,
            PropertyTags.PidTagObjectType, PropertyTags.PidTagRecordKey, DATA, DATA_OBJECT);
    private final OpenMessage message;
    private final int number;
    private AttachmentValue value;

    private OpenAttachment(OpenMessage message, AttachmentState state, boolean writable) {
        super(state.properties().copy(), writable, message.charset());
        this.message = message;
        this.number = state.number();
        this.value = state.value();
        bag().remove(DATA); // small values of old rows are in their data too
    }

    static OpenAttachment open(OpenMessage message, AttachmentState state, boolean writable) {
        return new OpenAttachment(message, state, writable);
    }

    static OpenAttachment create(OpenMessage message, int number) {
        Instant now = Instant.now();
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagAttachMethod, 0)
                .set(PropertyTags.PidTagRenderingPosition, -1)
                .set(PropertyTags.PidTagCreationTime, now)
                .set(PropertyTags.PidTagLastModificationTime, now);
        return new OpenAttachment(message, new AttachmentState(number, bag,
                new AttachmentValue.Stored(new AttachmentData.None())), true);
    }

    public OpenMessage message() { return message; }

    /// PidTagAttachNumber.
    public int number() { return number; }

    public int method() { return bag().getInteger32(PropertyTags.PidTagAttachMethod, 0); }

    /// Makes what was done to it the message's.
    public void save(boolean staysWritable) {
        requireWritable();
        message.requireWritable();
        takeStreams();
        bag().set(PropertyTags.PidTagLastModificationTime, Instant.now());
        message.put(new AttachmentState(number, bag().copy(), value));
        saved(staysWritable);
    }

    @Override
    ObjectSpace space() { return message.context().space(); }

    @Override
    long withinBytes() {
        return value instanceof AttachmentValue.Embedded embedded
                ? Weight.of(embedded.message())
                : 0;
    }

    @Override
    void keeps(ObjectSpace.Held held) {
        keeps(value, held);
        held.object(message);
    }

    static void keeps(AttachmentValue value, ObjectSpace.Held held) {
        switch (value) {
            case AttachmentValue.Pending pending -> held.value(pending.bytes());
            case AttachmentValue.Embedded embedded ->
                embedded.message().attachments().forEach(each -> keeps(each.value(), held));
            case AttachmentValue.Stored _ -> {
            }
        }
    }

    @Override
    void settle() {}

    @Override
    boolean isKeptElsewhere(PropertyTag tag) { return tag.id() == DATA.id(); }

    @Override
    boolean isComputed(PropertyTag tag) {
        return tag.id() != DATA.id()
                && COMPUTED.stream().anyMatch(each -> each.id() == tag.id());
    }

    @Override
    List<PropertyTag> computedTags() { return COMPUTED; }

    @Override
    @Nullable
    Object computed(PropertyTag tag) {
        int id = tag.id();
        if (id == PropertyTags.PidTagAttachNumber.id()) {
            return number;
        } else if (id == PropertyTags.PidTagAttachSize.id()) {
            return (int) Math.min(Integer.MAX_VALUE, OVERHEAD_BYTES + size(value));
        } else if (id == PropertyTags.PidTagAccessLevel.id()) {
            return isWritable() ? 1 : 0;
        } else if (id == PropertyTags.PidTagObjectType.id()) {
            return OBJECT_TYPE_ATTACHMENT;
        } else if (id == PropertyTags.PidTagRecordKey.id()) {
            return Binary.wrap(new ByteWriter().writeInt32(number).toByteArray());
        } else if (id == DATA.id() && exists(tag)) {
            ValueBytes bytes = bytesElsewhere(tag);
            return bytes == null
                    ? null
                    : Binary.wrap(bytes.toByteArray(LiveValue.LARGEST_IN_ROW));
        }
        return null;
    }

    @Override
    boolean exists(PropertyTag tag) {
        if (tag.id() != DATA.id()) {
            return super.exists(tag);
        }
        boolean object = method() == EMBEDDED_MESSAGE || method() == OLE;
        return object == (tag.type() == PropertyType.OBJECT) && !isEmpty();
    }

    private boolean isEmpty() {
        return value instanceof AttachmentValue.Stored stored
                && stored.data() instanceof AttachmentData.None;
    }

    @Override
    public long largeSize(PropertyTag tag) {
        long live = super.largeSize(tag);
        return live > 0 || tag.id() != DATA.id() ? live : size(value);
    }

    /// PidTagAttachSize.
    static int attachSize(AttachmentData data) {
        return (int) Math.min(Integer.MAX_VALUE,
                OVERHEAD_BYTES + size(new AttachmentValue.Stored(data)));
    }

    private static long size(AttachmentValue value) {
        return switch (value) {
            case AttachmentValue.Pending pending -> pending.bytes().size();
            case AttachmentValue.Embedded embedded -> embedded.message().attachments().stream()
                    .mapToLong(each -> size(each.value())).sum();
            case AttachmentValue.Stored stored -> switch (stored.data()) {
                case AttachmentData.None _ -> 0;
                case AttachmentData.Inline inline -> inline.bytes().length;
                case AttachmentData.InBlob blob -> blob.blob().length();
                case AttachmentData.InMime mime ->
                    TransferEncoding.of(mime.encoding()) == TransferEncoding.BASE64
                            ? mime.length() / 4 * 3
                            : mime.length();
                case AttachmentData.Embedded embedded ->
                    size(new AttachmentValue.Embedded(MessageState.of(embedded.message())));
            };
        };
    }

    @Override
    void changed(Set<Integer> ids) {}

    @Override
    void store(PropertyTag tag, Object set) {
        if (tag.id() == DATA.id() && set instanceof Binary bytes) {
            value = new AttachmentValue.Pending(
                    ValueBytes.of(space(), bytes.toByteArray()));
        } else {
            super.store(tag, set);
        }
    }

    @Override
    void remove(PropertyTag tag) {
        if (tag.id() == DATA.id()) {
            value = new AttachmentValue.Stored(new AttachmentData.None());
        }
        super.remove(tag);
    }

    @Override
    void takeStream(LiveValue stream) {
        if (stream.tag().id() == DATA.id()) {
            value = new AttachmentValue.Pending(stream.share());
        } else {
            super.takeStream(stream);
        }
    }

    /// The data where it is: whoever changes it makes a copy first.
    @Override
    @Nullable
    ValueBytes bytesElsewhere(PropertyTag tag) {
        if (tag.id() != DATA.id() || isEmpty()) {
            return null;
        }
        return switch (value) {
            case AttachmentValue.Pending pending -> pending.bytes();
            case AttachmentValue.Embedded _ -> null;
            case AttachmentValue.Stored stored -> bytes(stored.data());
        };
    }

    private @Nullable ValueBytes bytes(AttachmentData data) {
        Blobs blobs = message.context().blobs();
        return switch (data) {
            case AttachmentData.None _,AttachmentData.Embedded _ -> null;
            case AttachmentData.Inline inline -> ValueBytes.of(space(), inline.bytes());
            case AttachmentData.InBlob in ->
                ValueBytes.of(space(), StoredBytes.of(blobs, in.blob()));
            case AttachmentData.InMime range ->
                ValueBytes.of(space(), StoredBytes.of(blobs, range));
        };
    }

    /// Takes these bytes in place of its data. They are its own from then on.
    public void setData(ValueBytes bytes) {
        requireWritable();
        value = new AttachmentValue.Pending(bytes);
        space().released();
        written().add(DATA.id());
    }

    /// Takes another's data in place of its own.
    public void copyData(OpenAttachment from) {
        requireWritable();
        space().released();
        LiveValue streamed = from.liveValue(DATA);
        value = streamed == null ? from.value : new AttachmentValue.Pending(streamed.share());
        written().add(DATA.id());
    }

    /// Opens the message that is embedded here, or begins one. MS-OXCMSG §2.2.3.16.
    ///
    /// @param codePage of a message that is begun; 0: none is said
    /// @throws MailError.NotFound there is none, and it is not to be made
    public OpenMessage openEmbedded(boolean writable, boolean create, int codePage,
            Charset charset) {
        boolean write = writable && isWritable();
        if (writable && !isWritable()) {
            throw new MailError.Denied("the attachment was opened for reading only");
        }
        OpenMessage.requireDepth(message.depth() + 1);
        if (isEmpty()) {
            if (!create) {
                throw new MailError.NotFound("there is no embedded message");
            }
            bag().set(PropertyTags.PidTagAttachMethod, EMBEDDED_MESSAGE);
            return OpenMessage.embedded(this, OpenMessage.initial(message.context(), codePage),
                    null, write, charset);
        }
        return switch (value) {
            case AttachmentValue.Embedded embedded ->
                OpenMessage.embedded(this, embedded.message(), null, write, charset);
            case AttachmentValue.Pending _ -> throw notEmbedded();
            case AttachmentValue.Stored stored -> switch (stored.data()) {
                case AttachmentData.Embedded embedded -> OpenMessage.embedded(this,
                        MessageState.of(embedded.message()), null, write, charset);
                case AttachmentData.InMime range when method() == EMBEDDED_MESSAGE ->
                    ofMime(range, write, charset);
                case AttachmentData.InBlob blob when method() == EMBEDDED_MESSAGE -> ofMime(
                        new AttachmentData.InMime(blob.blob(), 0, blob.blob().length(), "binary"),
                        write, charset);
                default -> throw notEmbedded();
            };
        };
    }

    /// Opens the message that is embedded here, or begins one, with the texts of the message around it.
    public OpenMessage openEmbedded(boolean writable, boolean create) {
        return openEmbedded(writable, create, 0, charset());
    }

    private static MailError notEmbedded() {
        return new MailError.Invalid("the attachment is no message");
    }

    private OpenMessage ofMime(AttachmentData.InMime range, boolean write, Charset charset) {
        MimeMessages.Embedded read = embedded(message.context(), range);
        return OpenMessage.embedded(this, MessageState.of(read.content()),
                new OpenMessage.Mime(read.structure(), read.bytes()), write, charset);
    }

    /// A message that is a part of another's MIME.
    static MimeMessages.Embedded embedded(MessageContext context, AttachmentData.InMime range) {
        try {
            BlobRef blob = range.mime();
            ByteRange of = new ByteRange(range.offset(), range.length());
            if (!TransferEncoding.of(range.encoding()).isIdentity()) {
                blob = decoded(context, range);
                of = new ByteRange(0, blob.length());
            }
            return MimeMessages.embedded(blob, context.bytes(blob), of);
        } catch (IOException | MalformedDataException e) {
            throw new MailError.Damaged("an embedded message cannot be read", e);
        }
    }

    private static BlobRef decoded(MessageContext context, AttachmentData.InMime range)
            throws IOException {
        try (InputStream in = new AttachmentBytes(context.blobs()).open(range);
                BlobWriter out = context.blobs().create()) {
            in.transferTo(out);
            return out.finish();
        }
    }

    /// The embedded message was saved: it is the attachment's when this is saved.
    void embed(MessageState embedded) {
        value = new AttachmentValue.Embedded(embedded);
        bag().set(PropertyTags.PidTagAttachMethod, EMBEDDED_MESSAGE);
        recount();
    }
}
