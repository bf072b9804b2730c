package org.rialto.protocols.rops.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.message.LiveValue;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.message.OpenObject;
import org.rialto.protocols.rops.message.ValueBytes;
import org.rialto.store.Mailbox;

/// An open stream: a place in the bytes of a property. Those of messages and attachments are kept
/// when the object is saved, those of folders when the stream is committed or released.
/// MS-OXCPRPT §2.2.14 and §3.2.5.11 to §3.2.5.24.
final class PropertyStream implements StreamObject {
    private final LogonObject logon;
    private final LiveValue value;
    private final @Nullable OpenObject owner;
    private final @Nullable FolderObject folder;
    private final boolean writable;
    private final ObjectSpace space;
    private long position;

    private PropertyStream(LogonObject logon, LiveValue value, @Nullable OpenObject owner,
            @Nullable FolderObject folder, boolean writable, ObjectSpace space) {
        this.logon = logon;
        this.value = value;
        this.owner = owner;
        this.folder = folder;
        this.writable = writable;
        this.space = space;
    }

    static PropertyStream of(LogonObject logon, OpenObject owner, LiveValue value,
            boolean writable, ObjectSpace space) {
        return new PropertyStream(logon, value, owner, null, writable, space);
    }

    static PropertyStream of(FolderObject folder, LiveValue value, boolean writable,
            ObjectSpace space) {
        return new PropertyStream(folder.logon(), value, null, folder, writable, space);
    }

    /// The same bytes with a place of its own, which is this one's now.
    PropertyStream copy() {
        PropertyStream copy = new PropertyStream(logon, value, owner, folder, writable, space);
        copy.position = position;
        return copy;
    }

    @Override
    public LogonObject logon() { return logon; }

    @Override
    public void holds(ObjectSpace.Held held) {
        held.value(value.bytes());
        if (owner != null) {
            held.object(owner);
        }
    }

    boolean isOfFolder() { return folder != null; }

    boolean isWritable() { return writable; }

    long size() { return value.bytes().size(); }

    /// Reads up to so many bytes from the place on, and moves it.
    byte[] read(int most) {
        byte[] bytes = new byte[(int) Math.min(most, Math.max(0, size() - position))];
        if (!value.regions().mayRead(this, position, position + bytes.length)) {
            throw new RopError(ErrorCodes.StorageLockViolation);
        }
        int count = value.bytes().read(position, bytes, 0, bytes.length);
        position += count;
        return bytes;
    }

    /// Writes at the place, and moves it; nothing is written where not all would be.
    void write(byte[] bytes) {
        requireRoom(position + bytes.length);
        requireUnlocked(Math.min(position, size()), position + bytes.length);
        bytesForWriting().write(position, bytes, 0, bytes.length);
        position += bytes.length;
        written();
    }

    private void requireUnlocked(long from, long to) {
        if (!value.regions().mayWrite(this, from, to)) {
            throw new RopError(ErrorCodes.StorageLockViolation);
        }
    }

    /// §3.2.5.21.
    void lock(long offset, long size, int flags) {
        if (!value.regions().lock(this, from(offset), to(offset, size), flags)) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
    }

    /// §3.2.5.22: others' locks stay.
    void unlock(long offset, long size) {
        value.regions().unlock(this, from(offset), to(offset, size));
    }

    private static long from(long offset) { return offset < 0 ? Long.MAX_VALUE : offset; }

    /// Both are unsigned, and no value is so long.
    private static long to(long offset, long size) {
        long from = from(offset);
        return size < 0 || size > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + size;
    }

    private void requireRoom(long size) {
        if (size < 0 || size > limit()) {
            throw new RopError(ErrorCodes.TooBig);
        }
        if (owner != null && size > size()) {
            owner.requireRoom(value, size);
        }
    }

    private long limit() {
        boolean data = value.tag().id() == PropertyTags.PidTagAttachDataBinary.id();
        return data && folder == null ? ValueBytes.LARGEST : LiveValue.LARGEST_IN_ROW;
    }

    private ValueBytes bytesForWriting() {
        requireWritable();
        return value.forWriting();
    }

    private void requireWritable() {
        if (!writable || owner != null && !owner.isWritable()) {
            throw new RopError(ErrorCodes.StorageAccessDenied);
        }
    }

    private void written() {
        if (owner != null) {
            owner.streamed(value);
        }
    }

    void setSize(long size) {
        requireRoom(size);
        requireUnlocked(Math.min(size, size()), Math.max(size, size()));
        requireWritable();
        value.setSize(size);
        written();
    }

    /// Beyond the end, the stream is filled up with zeros (§3.2.5.18).
    long seek(long from, long offset) {
        long to = from + offset;
        if (offset > ValueBytes.LARGEST || to < 0 || to > ValueBytes.LARGEST) {
            throw new RopError(StreamHandler.STREAM_SEEK_ERROR);
        }
        if (to > size() && writable) {
            setSize(to);
        }
        position = to;
        return to;
    }

    long position() { return position; }

    /// Of a folder, what was written is kept now; of others, it is the object's already.
    void commit() {
        if (folder == null || !value.isModified()) {
            return;
        }
        FolderObject target = folder;
        // Read before room is made: then nobody else holds what is released.
        PropertyBag set = new PropertyBag().set(value.storedTag(), value.value());
        space.requireMemory(2 * size());
        Mailbox mailbox = target.mailbox();
        mailbox.<Boolean>write(change -> {
            change.setFolderProperties(target.folderId(), set, Set.of());
            return true;
        });
        value.committed();
    }

    @Override
    public void close() {
        value.regions().release(this);
        try {
            commit();
        } catch (MailError | ObjectSpace.Exceeded e) {
            // RopRelease has no answer to say it in; who wants to know commits first.
            StreamHandler.LOG.warn("a released stream of a folder was not kept: {}",
                    e.getMessage());
        }
    }
}
