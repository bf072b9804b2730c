package org.rialto.protocols.rops.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.sync.FastTransferEvent;
import org.rialto.protocols.rops.sync.FastTransferReader;
import org.rialto.protocols.rops.sync.FastTransferRoot;
import org.rialto.protocols.rops.sync.FastTransferSink;
import org.rialto.protocols.rops.sync.IdSet;
import org.rialto.protocols.rops.sync.ProgressInformation;
import org.rialto.protocols.rops.sync.PropertyGroupInfo;
import org.rialto.protocols.rops.sync.StreamProperty;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.sync.TransferLimits;

/// What a stream says, as objects.
final class StreamItems implements FastTransferSink {
    final List<StreamItem> changes = new ArrayList<>();
    final List<ErrorCode> warnings = new ArrayList<>();
    final List<FastTransferEvent.ProgressOfMessage> progress = new ArrayList<>();
    final List<FastTransferEvent.Failure> failures = new ArrayList<>();
    final StreamItem root = new StreamItem();
    IdSet<Integer> deleted = IdSet.byReplicaId();
    IdSet<Integer> noLongerInScope = IdSet.byReplicaId();
    IdSet<Integer> expired = IdSet.byReplicaId();
    IdSet<Integer> read = IdSet.byReplicaId();
    IdSet<Integer> unread = IdSet.byReplicaId();
    @Nullable
    ProgressInformation total;
    @Nullable
    SynchronizationState state;
    FastTransferEvent.@Nullable State stateElement;
    long bytes;
    /// Mappings of properties to groups.
    final Map<Integer, PropertyGroupInfo> groups = new HashMap<>();
    private final Deque<StreamItem> open = new ArrayDeque<>();
    private final FastTransferReader reader;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private @Nullable StreamProperty property;
    private @Nullable Charset charset;

    StreamItems(FastTransferRoot root) {
        reader = new FastTransferReader(root, this, StandardCharsets.ISO_8859_1,
                TransferLimits.USUAL);
        open.push(this.root);
    }

    void feed(Binary part) {
        bytes += part.length();
        reader.feed(part.toByteArray());
    }

    void finish() { reader.finish(); }

    ProgressInformation total() { return Objects.requireNonNull(total); }

    SynchronizationState state() { return Objects.requireNonNull(state); }

    private StreamItem begin() {
        StreamItem item = new StreamItem();
        open.push(item);
        return item;
    }

    @Override
    public void event(FastTransferEvent event) {
        switch (event) {
            case FastTransferEvent.Mark mark -> mark(mark);
            case FastTransferEvent.StartMessage start -> {
                StreamItem around = open.getFirst();
                StreamItem item = begin();
                item.associated = start.associated();
                around.messages.add(item);
            }
            case FastTransferEvent.StartRecipient start -> {
                StreamItem around = open.getFirst();
                StreamItem item = begin();
                item.number = start.rowId();
                around.recipients.add(item);
            }
            case FastTransferEvent.StartAttachment start -> {
                StreamItem around = open.getFirst();
                StreamItem item = begin();
                item.number = start.number();
                around.attachments.add(item);
            }
            case FastTransferEvent.Property each -> put(each.property(), each.value());
            case FastTransferEvent.Subobjects each -> open.getFirst().announced.add(each.kind());
            case FastTransferEvent.Warning warning -> warnings.add(warning.code());
            case FastTransferEvent.FolderReplicas _ -> {
            }
            case FastTransferEvent.Failure failure -> {
                failures.add(failure);
                while (open.size() > 1) {
                    open.pop();
                }
                changes.getLast().failed = true;
                changes.removeLast();
            }
            case FastTransferEvent.ProgressTotal each -> total = each.information();
            case FastTransferEvent.ProgressOfMessage each -> progress.add(each);
            case FastTransferEvent.StartMessageChange start -> {
                StreamItem item = begin();
                item.header = start.header();
                item.associated = start.header().associated();
                changes.add(item);
            }
            case FastTransferEvent.GroupInfo each -> groups.put(each.info().id(), each.info());
            case FastTransferEvent.StartPartialChange start -> {
                StreamItem item = begin();
                item.header = start.header();
                item.groups = Objects.requireNonNull(groups.get(start.groupInfo()));
                changes.add(item);
            }
            case FastTransferEvent.PropertyGroup group ->
                open.getFirst().changedGroups.add(group.index());
            case FastTransferEvent.Deletions deletions -> {
                deleted = deletions.deleted();
                noLongerInScope = deletions.noLongerInScope();
                expired = deletions.expired();
            }
            case FastTransferEvent.ReadStateChanges states -> {
                read = states.read();
                unread = states.unread();
            }
            case FastTransferEvent.State element -> {
                state = element.state();
                stateElement = element;
            }
        }
    }

    private void mark(FastTransferEvent.Mark mark) {
        switch (mark) {
            case START_TOP_FOLDER, START_SUBFOLDER -> {
                StreamItem around = open.getFirst();
                around.folders.add(begin());
            }
            case START_EMBEDDED_MESSAGE -> {
                StreamItem around = open.getFirst();
                around.embedded = begin();
            }
            case START_FOLDER_CHANGE -> changes.add(begin());
            case END_FOLDER, END_MESSAGE, END_EMBEDDED_MESSAGE, END_RECIPIENT, END_ATTACHMENT,
                    END_FOLDER_CHANGE, END_MESSAGE_CHANGE ->
                open.pop();
            case END_OF_SYNCHRONIZATION -> {
            }
        }
    }

    private void put(StreamProperty stream, Object object) {
        open.getFirst().properties.put(stream.tag().id(),
                new PropertyValue(stream.tag(), object));
        if (stream.name() != null) {
            open.getFirst().names.put(stream.tag().id(), stream.name());
        }
    }

    @Override
    public void startValue(StreamProperty begun, long length, @Nullable Charset text) {
        property = begun;
        charset = text;
        value.reset();
    }

    @Override
    public void valuePart(byte[] part, int offset, int length) {
        value.write(part, offset, length);
    }

    @Override
    public void endValue() {
        if (property != null) {
            put(property, charset == null
                    ? Binary.wrap(value.toByteArray())
                    : value.toString(charset));
        }
    }
}
