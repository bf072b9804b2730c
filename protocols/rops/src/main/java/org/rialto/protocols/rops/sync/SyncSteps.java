package org.rialto.protocols.rops.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// The steps in which a synchronization is written: progress, changes, deletions, read states, the
/// state, the end. MS-OXCFXICS §2.2.4.2, with the flags of §3.2.5.9.1.1.
final class SyncSteps implements AutoCloseable {
    /// What a folder change begins with. §2.2.4.3.5
    private static final List<PropertyTag> FIRST_OF_FOLDER = List.of(
            PropertyTags.PidTagParentSourceKey, PropertyTags.PidTagSourceKey,
            PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagChangeKey,
            PropertyTags.PidTagPredecessorChangeList, PropertyTags.PidTagDisplayName);

    private final DownloadOptions options;
    private final SynchronizationFlags flags;
    private final ObjectSteps objects;
    private final SelectedProperties ofFolder;
    /// The mapping that was said last.
    private @Nullable PropertyGroupInfo mapping;
    private @Nullable ChangesAhead ahead;
    private final Queue<FastTransferWriter> spare = new ConcurrentLinkedQueue<>();

    SyncSteps(DownloadOptions options, SynchronizationFlags flags) {
        this.options = options;
        this.flags = flags;
        this.objects = new ObjectSteps(options);
        this.ofFolder = new SelectedProperties(options.selection(), options, FIRST_OF_FOLDER
                .stream().map(PropertyTag::id).collect(Collectors.toSet()));
    }

    TransferPlan.Step contents(ContentsSource source) {
        return (out, plan) -> {
            if (flags.hasProgress()) {
                out.write(new FastTransferEvent.ProgressTotal(source.progress()));
            }
            plan.then((writer, then) -> then.then(changes(source)), deletions(source),
                    readStates(source),
                    (writer, then) -> state(source.state(), SynchronizationType.CONTENTS, writer));
        };
    }

    private Iterator<TransferPlan.Step> changes(ContentsSource source) {
        ChangesAhead changes = new ChangesAhead(source.changes(),
                some -> change(source, some));
        ahead = changes;
        return changes;
    }

    /// Reads nothing more.
    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
        spare.clear();
    }

    private Iterator<TransferPlan.Step> change(ContentsSource source,
            List<ContentsSource.MessageChange> changes) {
        Iterator<TransferPlan.Step> encoded = EncodedChanges.of(changes, options.strings(),
                spare, this::full);
        List<TransferPlan.Step> steps = new ArrayList<>(changes.size());
        changes.forEach(each -> steps.add(change(source, each, encoded.next())));
        return steps.iterator();
    }

    /// @param whole writes all of it, as one object
    private TransferPlan.Step change(ContentsSource source, ContentsSource.MessageChange change,
            TransferPlan.Step whole) {
        boolean associated = change.header().associated();
        if (associated ? !flags.hasAssociated() : !flags.hasNormal()) {
            throw new IllegalArgumentException("a change that the client does not want");
        }
        return (out, plan) -> {
            source.begin(change);
            ContentsSource.PartialChange partial = change.partial();
            // FAI messages are always sent whole. §2.2.4.3.11
            if (partial == null || associated || !options.sendOptions().allowsPartialItems()) {
                whole.write(out, plan);
            } else {
                plan.thenObject(EncodedChanges.subject(change), partial(change, partial));
            }
        };
    }

    private void progress(ContentsSource.MessageChange change, FastTransferWriter out) {
        if (flags.hasProgress()) {
            out.write(new FastTransferEvent.ProgressOfMessage(change.bytes(),
                    change.header().associated()));
        }
    }

    private TransferPlan.Step full(ContentsSource.MessageChange change) {
        return (out, plan) -> {
            progress(change, out);
            out.write(new FastTransferEvent.StartMessageChange(header(change)));
            plan.then(objects.message(change.content(), selection(change.header().associated())));
        };
    }

    private TransferPlan.Step partial(ContentsSource.MessageChange change,
            ContentsSource.PartialChange partial) {
        return (out, plan) -> {
            progress(change, out);
            PropertySelection selection = selection(false);
            MessageSource content = change.content();
            PropertyBag properties = content.properties();
            if (!partial.groups().equals(mapping)) {
                out.write(new FastTransferEvent.GroupInfo(partial.groups()));
            }
            // Of a change that fails, nothing is to be used, nor a mapping that came with it.
            mapping = null;
            out.write(new FastTransferEvent.StartPartialChange(partial.groups().id(),
                    header(change)));
            List<LargeValue> large = content.largeValues();
            Set<Integer> changed = new HashSet<>();
            List<TransferPlan.Step> steps = new ArrayList<>();
            for (int index : partial.changed()) {
                if (index == FastTransferEvent.PropertyGroup.NO_GROUP) {
                    Set<Integer> grouped = new HashSet<>();
                    partial.groups().groups().forEach(each -> grouped.addAll(ids(each)));
                    steps.add(group(index, id -> !grouped.contains(id), properties, large,
                            selection));
                } else {
                    Set<Integer> ids = ids(partial.groups().groups().get(index));
                    changed.addAll(ids);
                    steps.add(group(index, ids::contains, properties, large, selection));
                }
            }
            if (changed.contains(PropertyTags.PidTagMessageRecipients.id())) {
                steps.add(objects.recipients(content, selection));
            }
            if (changed.contains(PropertyTags.PidTagMessageAttachments.id())) {
                steps.add(objects.attachments(content, selection));
            }
            steps.add((writer, then) -> mapping = partial.groups());
            plan.then(steps.iterator());
        };
    }

    private static Set<Integer> ids(List<StreamProperty> group) {
        return group.stream().map(property -> property.tag().id()).collect(Collectors.toSet());
    }

    /// One group of a partial change: all that the message has of it.
    private TransferPlan.Step group(int index, IntPredicate ids, PropertyBag properties,
            List<LargeValue> large, PropertySelection selection) {
        return (out, plan) -> {
            PropertyBag chosen = new PropertyBag();
            properties.forEach(property -> {
                if (ids.test(property.id())) {
                    chosen.set(property);
                }
            });
            out.write(new FastTransferEvent.PropertyGroup(index));
            objects.properties(chosen, selection, out);
            plan.then(objects.largeValues(large.stream()
                    .filter(value -> ids.test(value.tag().id())).toList(), selection));
        };
    }

    /// The header, with what was asked for.
    private MessageChangeHeader header(ContentsSource.MessageChange change) {
        MessageChangeHeader all = change.header();
        return new MessageChangeHeader(all.sourceKey(), all.lastModificationTime(),
                all.changeKey(), all.predecessorChangeList(), all.associated(),
                flags.hasIds() ? all.messageId() : null,
                flags.hasMessageSize() ? all.messageSize() : null,
                flags.hasChangeNumber() ? all.changeNumber() : null);
    }

    private PropertySelection selection(boolean associated) {
        return associated && flags.hasAllOfAssociated()
                ? PropertySelection.except(Set.of())
                : options.selection();
    }

    private TransferPlan.Step deletions(ContentsSource source) {
        return (out, plan) -> {
            if (!flags.hasDeletions()) {
                return;
            }
            IdSet<Integer> deleted = source.deleted();
            IdSet<Integer> outOfScope = flags.hasNoLongerInScope()
                    ? source.noLongerInScope()
                    : IdSet.byReplicaId();
            IdSet<Integer> expired = source.expired();
            if (!deleted.isEmpty() || !outOfScope.isEmpty() || !expired.isEmpty()) {
                out.write(new FastTransferEvent.Deletions(deleted, outOfScope, expired));
            }
        };
    }

    private TransferPlan.Step readStates(ContentsSource source) {
        return (out, plan) -> {
            if (!flags.hasReadStates()) {
                return;
            }
            IdSet<Integer> read = source.read();
            IdSet<Integer> unread = source.unread();
            if (!read.isEmpty() || !unread.isEmpty()) {
                out.write(new FastTransferEvent.ReadStateChanges(read, unread));
            }
        };
    }

    private void state(SynchronizationState state, SynchronizationType type,
            FastTransferWriter out) {
        spare.clear();
        out.write(new FastTransferEvent.State(state, type, true));
        out.write(FastTransferEvent.Mark.END_OF_SYNCHRONIZATION);
    }

    TransferPlan.Step hierarchy(HierarchySource source) {
        return (out, plan) -> plan.then(
                (writer, then) -> then.then(ObjectSteps.map(source.changes(), this::folder)),
                (writer, then) -> {
                    IdSet<Integer> deleted = flags.hasDeletions()
                            ? source.deleted()
                            : IdSet.byReplicaId();
                    if (!deleted.isEmpty()) {
                        writer.write(new FastTransferEvent.Deletions(deleted, IdSet.byReplicaId(),
                                IdSet.byReplicaId()));
                    }
                }, (writer, then) -> state(source.state(), SynchronizationType.HIERARCHY, writer));
    }

    private TransferPlan.Step folder(PropertyBag folder) {
        return (out, plan) -> {
            out.write(FastTransferEvent.Mark.START_FOLDER_CHANGE);
            for (PropertyTag tag : FIRST_OF_FOLDER) {
                Object value = folder.get(tag);
                if (value == null) {
                    throw new IllegalArgumentException("a folder change has no " + tag);
                }
                out.write(FastTransferEvent.Property.of(tag, value));
            }
            if (flags.hasIds()) {
                write(folder, PropertyTags.PidTagFolderId, out);
            }
            if (flags.hasIds() || flags.ignoresForeignIdentifiers()) {
                write(folder, PropertyTags.PidTagParentFolderId, out);
            }
            ObjectSteps.properties(folder, ofFolder, out);
        };
    }

    private static void write(PropertyBag folder, PropertyTag tag, FastTransferWriter out) {
        Object value = folder.get(tag);
        if (value != null) {
            out.write(FastTransferEvent.Property.of(tag, value));
        }
    }
}
