package org.rialto.protocols.rops.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;

/// A property's value that streams are open on. What is written is the property's value at once for
/// who has the object open (MS-OXCPRPT §3.2.5.13), and kept when the object is saved. Streams on one
/// property share its live value.
public final class LiveValue {
    /// Values of a row are in memory as a whole.
    public static final int LARGEST_IN_ROW = 32 << 20;
    private final PropertyTag tag;
    private final Charset charset;
    private final Regions regions = new Regions();
    private ValueBytes bytes;
    private boolean shared;
    private boolean modified;

    /// @param tag as the stream was asked for: of a binary, object, Unicode or 8-bit text type
    /// @param charset of 8-bit texts
    public LiveValue(PropertyTag tag, ValueBytes bytes, Charset charset) {
        this.tag = tag;
        this.bytes = bytes;
        this.charset = charset;
    }

    public PropertyTag tag() { return tag; }

    public ValueBytes bytes() { return bytes; }

    /// What streams have locked of it.
    public Regions regions() { return regions; }

    public boolean isModified() { return modified; }

    /// What was written is kept.
    public void committed() { modified = false; }

    void setModified(boolean isModified) { modified = isModified; }

    /// A value whose bytes are somebody else's too, until it is written.
    static LiveValue shared(PropertyTag tag, ValueBytes bytes, Charset charset) {
        LiveValue value = new LiveValue(tag, bytes, charset);
        value.shared = true;
        return value;
    }

    /// The bytes for somebody who keeps them as they are now.
    ValueBytes share() {
        shared = true;
        return bytes;
    }

    /// The bytes to write to, which nobody else keeps.
    public ValueBytes forWriting() { return forWriting(bytes.size()); }

    /// The same, of which no more is needed than so much.
    ValueBytes forWriting(long count) {
        if (shared) {
            bytes = bytes.copy(count);
            shared = false;
        }
        modified = true;
        return bytes;
    }

    public void setSize(long size) { forWriting(size).setSize(size); }

    /// The value as a property has it.
    public Object value() { return value(tag, bytes.toByteArray(LARGEST_IN_ROW), charset); }

    private static Object value(PropertyTag tag, byte[] bytes, Charset charset) {
        if (!tag.type().isText()) {
            return Binary.wrap(bytes);
        }
        String text = new String(bytes, tag.type() == PropertyType.STRING
                ? StandardCharsets.UTF_16LE
                : charset);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /// A value as a stream of the tag has it.
    public static byte[] bytesOf(PropertyTag tag, Object value, Charset charset) {
        return switch (value) {
            case Binary binary -> binary.toByteArray();
            case String text -> text.getBytes(tag.type() == PropertyType.STRING
                    ? StandardCharsets.UTF_16LE
                    : charset);
            default -> throw new IllegalArgumentException("a stream of " + value.getClass());
        };
    }

    /// The type that the property is kept with.
    public PropertyTag storedTag() {
        return tag.type() == PropertyType.STRING8 ? tag.withType(PropertyType.STRING) : tag;
    }
}
