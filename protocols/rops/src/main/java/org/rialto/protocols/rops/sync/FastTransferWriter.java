package org.rialto.protocols.rops.sync;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// Writes a FastTransfer stream, taken in buffers of a limited size. MS-OXCFXICS §2.2.4. It writes
/// what it is told: the order of events is the caller's. For one thread at a time.
public final class FastTransferWriter {
    /// The properties that stand for the one value of an element. §2.2.4.3
    static final PropertyTag ELEMENT_BINARY = new PropertyTag(0x00000102);
    static final PropertyTag ELEMENT_INTEGER = new PropertyTag(0x00000003);
    static final PropertyTag ELEMENT_BOOLEAN = new PropertyTag(0x0000000B);
    static final PropertyTag DELETE_SUBOBJECTS = PropertyTags.MetaTagFXDelProp;

    /// In the order of [MessageChangeHeader#FIXED] and [MessageChangeHeader#CONDITIONAL].
    private static final SelectedProperties.Selected SOURCE_KEY = ofHeader(
            PropertyTags.PidTagSourceKey);
    private static final SelectedProperties.Selected LAST_MODIFICATION_TIME = ofHeader(
            PropertyTags.PidTagLastModificationTime);
    private static final SelectedProperties.Selected CHANGE_KEY = ofHeader(
            PropertyTags.PidTagChangeKey);
    private static final SelectedProperties.Selected PREDECESSOR_CHANGE_LIST = ofHeader(
            PropertyTags.PidTagPredecessorChangeList);
    private static final SelectedProperties.Selected ASSOCIATED = ofHeader(
            PropertyTags.PidTagAssociated);
    private static final SelectedProperties.Selected MESSAGE_ID = ofHeader(PropertyTags.PidTagMid);
    private static final SelectedProperties.Selected MESSAGE_SIZE = ofHeader(
            PropertyTags.PidTagMessageSize);
    private static final SelectedProperties.Selected CHANGE_NUMBER = ofHeader(
            PropertyTags.PidTagChangeNumber);

    private final LexicalWriter out;
    /// What others wrote, which comes before what is in `out`, and how much that is.
    private final Deque<Part> parts = new ArrayDeque<>(2);
    private int partsBytes;
    /// Whether a property group was begun and has no property yet.
    private boolean inEmptyGroup;

    /// What another wrote: from what is not taken of it up to a mark.
    private static final class Part {
        private final LexicalWriter writer;
        private LexicalWriter.Mark end;
        private @Nullable Runnable whenTaken;

        Part(LexicalWriter writer, LexicalWriter.Mark end) {
            this.writer = writer;
            this.end = end;
        }

        int bytes() { return writer.untaken(end); }
    }

    public FastTransferWriter(StringForm strings) { out = new LexicalWriter(strings); }

    /// @param capacityBytes how much it is probably to hold
    FastTransferWriter(StringForm strings, int capacityBytes) {
        out = new LexicalWriter(strings, capacityBytes);
    }

    /// Bytes that are written and not taken; of a value that is a stream, none.
    public int buffered() { return partsBytes + out.buffered(); }

    /// Whether more may be written: not while a value that is a stream is not taken to its end.
    public boolean isReady() { return out.isReady(); }

    /// The next bytes of the stream, `limit` at most; fewer where no more was written, or where
    /// an element may not be split there. A limit too small for the next element is refused with
    /// [org.rialto.mapi.MailError.TooLarge].
    public byte[] take(int limit) {
        if (parts.isEmpty()) {
            return out.take(limit);
        }
        fill(limit);
        int count = 0;
        boolean isCut = false;
        for (Iterator<Part> each = parts.iterator(); each.hasNext() && !isCut;) {
            Part part = each.next();
            int some = part.writer.takeable(limit - count, part.end);
            isCut = some < part.bytes();
            count += some;
        }
        int own = isCut ? 0 : out.takeable(limit - count, out.mark());
        if (count + own == 0) {
            throw LexicalWriter.tooLarge(limit);
        }
        byte[] taken = new byte[count + own];
        for (int at = 0; at < count;) {
            at += takePart(Math.min(count - at, parts.getFirst().bytes()), taken, at);
        }
        if (own > 0) {
            out.take(own, taken, count);
        }
        return taken;
    }

    private int takePart(int count, byte[] to, int at) {
        Part part = parts.getFirst();
        part.writer.takeInPlace(count, to, at);
        partsBytes -= count;
        if (part.bytes() == 0) {
            parts.remove();
            if (part.whenTaken != null) {
                part.whenTaken.run();
            }
        }
        return count;
    }

    /// Reads of the value that is a stream what a buffer of `limit` bytes has room for; the writer
    /// is ready again where that was the rest.
    public void fill(int limit) { out.fill(Math.max(0, limit - partsBytes)); }

    /// How much it holds without more memory.
    int capacityBytes() { return out.capacityBytes(); }

    LexicalWriter.Mark mark() { return out.mark(); }

    void truncate(LexicalWriter.Mark to) {
        inEmptyGroup = false;
        out.truncate(to);
    }

    /// See [LexicalWriter#keep].
    void keep() { out.keep(); }

    /// Takes back what was written after the last [#keep].
    void truncateToKept() {
        inEmptyGroup = false;
        out.truncateToKept();
    }

    /// Writes what another wrote between two marks, whole elements, and has to keep until it is
    /// taken: see [#whenTaken].
    void append(FastTransferWriter other, LexicalWriter.Mark from, LexicalWriter.Mark to) {
        if (inEmptyGroup) {
            endEmptyGroup();
        }
        Part last = parts.peekLast();
        boolean continues = last != null && last.writer == other.out;
        if (out.buffered() > 0 || !out.isReady() || continues && !last.end.equals(from)) {
            out.append(other.out, from, to);
        } else if (continues) {
            last.end = to;
            partsBytes += to.bytes() - from.bytes();
        } else if (to.bytes() > from.bytes()) {
            other.out.takeFrom(from);
            parts.add(new Part(other.out, to));
            partsBytes += to.bytes() - from.bytes();
        }
    }

    /// Has something done when all that was appended is taken.
    void whenTaken(Runnable then) {
        Part last = parts.peekLast();
        if (last == null) {
            then.run();
        } else {
            Runnable before = last.whenTaken;
            last.whenTaken = before == null ? then : () -> {
                before.run();
                then.run();
            };
        }
    }

    /// Closes what the writer may have open.
    public void close() { out.close(); }

    public void write(FastTransferEvent event) {
        if (inEmptyGroup && !(event instanceof FastTransferEvent.Property)) {
            endEmptyGroup();
        }
        switch (event) {
            case FastTransferEvent.Mark mark -> write(mark);
            case FastTransferEvent.StartMessage start ->
                out.marker(start.associated() ? Marker.START_FAI_MSG : Marker.START_MESSAGE);
            case FastTransferEvent.StartRecipient start -> {
                out.marker(Marker.START_RECIP);
                property(PropertyTags.PidTagRowid, start.rowId());
            }
            case FastTransferEvent.StartAttachment start -> {
                out.marker(Marker.NEW_ATTACH);
                property(PropertyTags.PidTagAttachNumber, start.number());
            }
            case FastTransferEvent.Property property -> {
                inEmptyGroup = false;
                out.property(ordinary(property.property()), property.value());
            }
            case FastTransferEvent.Subobjects subobjects ->
                property(DELETE_SUBOBJECTS, subobjects.kind().value());
            case FastTransferEvent.Warning warning ->
                property(PropertyTags.MetaTagEcWarning, warning.code().value());
            case FastTransferEvent.FolderReplicas replicas ->
                property(PropertyTags.MetaTagNewFXFolder, replicas.info().encode());
            case FastTransferEvent.Failure failure -> {
                out.marker(Marker.FX_ERROR_INFO);
                property(ELEMENT_BINARY, failure.info().encode());
            }
            case FastTransferEvent.ProgressTotal total -> {
                out.marker(Marker.INCR_SYNC_PROGRESS_MODE);
                property(ELEMENT_BINARY, total.information().encode());
            }
            case FastTransferEvent.ProgressOfMessage progress -> {
                out.marker(Marker.INCR_SYNC_PROGRESS_PER_MSG);
                property(ELEMENT_INTEGER, progress.bytes());
                property(ELEMENT_BOOLEAN, progress.associated());
            }
            case FastTransferEvent.StartMessageChange change -> {
                out.marker(Marker.INCR_SYNC_CHG);
                header(change.header());
                out.marker(Marker.INCR_SYNC_MESSAGE);
            }
            case FastTransferEvent.GroupInfo groups -> {
                out.marker(Marker.INCR_SYNC_GROUP_INFO);
                property(ELEMENT_BINARY, groups.info().encode());
            }
            case FastTransferEvent.StartPartialChange change -> {
                property(PropertyTags.MetaTagIncrSyncGroupId, change.groupInfo());
                out.marker(Marker.INCR_SYNC_CHG_PARTIAL);
                header(change.header());
            }
            case FastTransferEvent.PropertyGroup group -> {
                property(PropertyTags.MetaTagIncrementalSyncMessagePartial, group.index());
                inEmptyGroup = true;
            }
            case FastTransferEvent.Deletions deletions -> write(deletions);
            case FastTransferEvent.ReadStateChanges changes -> {
                out.marker(Marker.INCR_SYNC_READ);
                ids(PropertyTags.MetaTagIdsetRead, changes.read());
                ids(PropertyTags.MetaTagIdsetUnread, changes.unread());
            }
            case FastTransferEvent.State state -> write(state);
        }
    }

    /// As [FastTransferEvent.Property], of a value that is known to be of the class of its type.
    void write(SelectedProperties.Selected selected, Object value) {
        inEmptyGroup = false;
        out.begin(selected.definition());
        out.content(selected.property().tag().type(), value);
    }

    /// See [org.rialto.mapi.PropertyBag.EncodedVisitor#number].
    void number(SelectedProperties.Selected selected, long value) {
        inEmptyGroup = false;
        out.begin(selected.definition());
        out.number(selected.property().tag().type(), value);
    }

    /// See [org.rialto.mapi.PropertyBag.EncodedVisitor#utf8].
    void utf8(SelectedProperties.Selected selected, byte[] bytes, int offset, int count) {
        if (count > LexicalWriter.LONG_TEXT) {
            write(selected, new String(bytes, offset, count, StandardCharsets.UTF_8));
            return;
        }
        inEmptyGroup = false;
        out.begin(selected.definition());
        out.utf8(bytes, offset, count);
    }

    /// See [org.rialto.mapi.PropertyBag.EncodedVisitor#binary].
    void binary(SelectedProperties.Selected selected, byte[] bytes, int offset, int count) {
        inEmptyGroup = false;
        out.begin(selected.definition());
        out.binary(bytes, offset, count);
    }

    /// Writes a property whose value is the next `length` bytes of a stream. Nothing else may be
    /// written before they are taken: see [#isReady]. The writer closes the stream.
    public void write(StreamProperty property, long length, InputStream content) {
        if (property.tag().type() != PropertyType.BINARY
                && property.tag().type() != PropertyType.OBJECT) {
            throw new IllegalArgumentException("only binary values are streams");
        }
        inEmptyGroup = false;
        out.property(ordinary(property), length, content);
    }

    /// "MUST be present if and only if a property group is empty". §2.2.4.3.15
    private void endEmptyGroup() {
        inEmptyGroup = false;
        property(ELEMENT_INTEGER, 0);
    }

    private void write(FastTransferEvent.Mark mark) {
        switch (mark) {
            case START_TOP_FOLDER -> out.marker(Marker.START_TOP_FLD);
            case START_SUBFOLDER -> out.marker(Marker.START_SUB_FLD);
            case END_FOLDER -> out.marker(Marker.END_FOLDER);
            case END_MESSAGE -> out.marker(Marker.END_MESSAGE);
            case START_EMBEDDED_MESSAGE -> out.marker(Marker.START_EMBED);
            case END_EMBEDDED_MESSAGE -> out.marker(Marker.END_EMBED);
            case END_RECIPIENT -> out.marker(Marker.END_TO_RECIP);
            case END_ATTACHMENT -> out.marker(Marker.END_ATTACH);
            case START_FOLDER_CHANGE -> out.marker(Marker.INCR_SYNC_CHG);
            case END_FOLDER_CHANGE, END_MESSAGE_CHANGE -> {
                // The next element is the end.
            }
            case END_OF_SYNCHRONIZATION -> out.marker(Marker.INCR_SYNC_END);
        }
    }

    private void write(FastTransferEvent.Deletions deletions) {
        out.marker(Marker.INCR_SYNC_DEL);
        ids(PropertyTags.MetaTagIdsetDeleted, deletions.deleted());
        ids(PropertyTags.MetaTagIdsetNoLongerInScope, deletions.noLongerInScope());
        ids(PropertyTags.MetaTagIdsetExpired, deletions.expired());
    }

    private void write(FastTransferEvent.State state) {
        out.marker(Marker.INCR_SYNC_STATE_BEGIN);
        for (PropertyValue property : state.state().toProperties(state.type())) {
            if (state.withGiven() || !property.tag().equals(SynchronizationState.GIVEN)) {
                property(property.tag(), property.value());
            }
        }
        out.marker(Marker.INCR_SYNC_STATE_END);
    }

    /// Sets without ids are left out.
    private void ids(PropertyTag tag, IdSet<Integer> ids) {
        if (!ids.isEmpty()) {
            property(tag, ids.encode());
        }
    }

    /// What an object has as a property must not read as something else.
    private static StreamProperty ordinary(StreamProperty property) {
        if (Marker.of(property.tag().value()) != null || Grammar.isMeta(property)) {
            throw new IllegalArgumentException(
                    property.tag() + " has a meaning of its own in a stream");
        }
        return property;
    }

    private void header(MessageChangeHeader header) {
        property(SOURCE_KEY, header.sourceKey());
        property(LAST_MODIFICATION_TIME, header.lastModificationTime());
        property(CHANGE_KEY, header.changeKey());
        property(PREDECESSOR_CHANGE_LIST, header.predecessorChangeList());
        property(ASSOCIATED, header.associated());
        property(MESSAGE_ID, header.messageId());
        property(MESSAGE_SIZE, header.messageSize());
        property(CHANGE_NUMBER, header.changeNumber());
    }

    /// No text, so that it is the same in every form of strings.
    private static SelectedProperties.Selected ofHeader(PropertyTag tag) {
        StreamProperty property = StreamProperty.of(tag);
        return new SelectedProperties.Selected(property,
                LexicalWriter.definition(property, StringForm.UNICODE));
    }

    private void property(SelectedProperties.Selected property, @Nullable Object value) {
        if (value != null) {
            write(property, value);
        }
    }

    private void property(PropertyTag tag, Object value) {
        out.property(StreamProperty.of(tag), value);
    }
}
