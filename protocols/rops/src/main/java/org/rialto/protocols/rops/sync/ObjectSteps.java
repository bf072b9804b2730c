package org.rialto.protocols.rops.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// The steps in which folders, messages and attachments are written. MS-OXCFXICS §2.2.4.2 and
/// §3.2.5.10: what the client chose holds for the object itself, and all within it is whole.
final class ObjectSteps {
    private static final List<PropertyTag> FIRST_OF_SUBFOLDER = List.of(
            PropertyTags.PidTagFolderId, PropertyTags.PidTagDisplayName,
            PropertyTags.PidTagComment);

    /// No more than these are written in one step.
    private static final int FEW_RECIPIENTS = 16;
    /// What comes before the other properties of each.
    private static final Set<Integer> RECIPIENT_BEGIN = Set.of(PropertyTags.PidTagRowid.id());
    private static final Set<Integer> ATTACHMENT_BEGIN = Set
            .of(PropertyTags.PidTagAttachNumber.id());
    private static final Set<Integer> SUBFOLDER_BEGIN = Set
            .of(PropertyTags.PidTagDisplayName.id(), PropertyTags.PidTagComment.id());

    private final DownloadOptions options;
    private final SelectedProperties ofOptions;
    private final SelectedProperties ofAll;
    private final SelectedProperties ofRecipient;
    private final SelectedProperties ofAttachment;

    ObjectSteps(DownloadOptions options) {
        this.options = options;
        ofOptions = new SelectedProperties(options.selection(), options, Set.of());
        ofAll = new SelectedProperties(PropertySelection.all(), options, Set.of());
        ofRecipient = new SelectedProperties(PropertySelection.all(), options, RECIPIENT_BEGIN);
        ofAttachment = new SelectedProperties(PropertySelection.all(), options,
                ATTACHMENT_BEGIN);
    }

    private SelectedProperties selected(PropertySelection selection) {
        if (selection == options.selection()) {
            return ofOptions;
        }
        return selection == PropertySelection.all()
                ? ofAll
                : new SelectedProperties(selection, options, Set.of());
    }

    static TransferPlan.Step mark(FastTransferEvent.Mark mark) {
        return (out, plan) -> out.write(mark);
    }

    /// messageContent: properties, then recipients and attachments.
    TransferPlan.Step message(MessageSource source, PropertySelection selection) {
        return (out, plan) -> {
            properties(source.properties(), selected(selection), out);
            List<LargeValue> large = source.largeValues();
            if (large.isEmpty()) {
                plan.then(recipients(source, selection), attachments(source, selection));
            } else {
                plan.then(largeValues(large, selection), recipients(source, selection),
                        attachments(source, selection));
            }
        };
    }

    TransferPlan.Step recipients(MessageSource source, PropertySelection selection) {
        return (out, plan) -> {
            if (announce(PropertyTags.PidTagMessageRecipients, selection, out)) {
                List<PropertyBag> recipients = source.recipients();
                if (recipients.size() <= FEW_RECIPIENTS) {
                    for (int i = 0; i < recipients.size(); i++) {
                        recipient(recipients.get(i), i, out);
                    }
                    return;
                }
                List<TransferPlan.Step> steps = new ArrayList<>(recipients.size());
                for (int i = 0; i < recipients.size(); i++) {
                    int place = i;
                    steps.add((writer, then) -> recipient(recipients.get(place), place, writer));
                }
                plan.then(steps.iterator());
            }
        };
    }

    TransferPlan.Step attachments(MessageSource source, PropertySelection selection) {
        return (out, plan) -> {
            if (announce(PropertyTags.PidTagMessageAttachments, selection, out)) {
                var attachments = source.attachments();
                if (!attachments.isEmpty()) {
                    plan.then(map(attachments.iterator(), this::attachment));
                }
            }
        };
    }

    private void recipient(PropertyBag recipient, int place, FastTransferWriter out) {
        out.write(new FastTransferEvent.StartRecipient(
                recipient.getInteger32(PropertyTags.PidTagRowid, place)));
        properties(recipient, ofRecipient, out);
        out.write(FastTransferEvent.Mark.END_RECIPIENT);
    }

    private TransferPlan.Step attachment(MessageSource.AttachmentSource source) {
        return (out, plan) -> {
            out.write(new FastTransferEvent.StartAttachment(source.number()));
            plan.then(attachmentContent(source, PropertySelection.all()),
                    mark(FastTransferEvent.Mark.END_ATTACHMENT));
        };
    }

    /// attachmentContent: properties, then the message that is attached.
    TransferPlan.Step attachmentContent(MessageSource.AttachmentSource source,
            PropertySelection selection) {
        return (out, plan) -> {
            properties(source.properties(), selection == PropertySelection.all()
                    ? ofAttachment
                    : new SelectedProperties(selection, options, ATTACHMENT_BEGIN), out);
            plan.then(largeValues(source.largeValues(), selection),
                    embedded(source, selection));
        };
    }

    private TransferPlan.Step embedded(MessageSource.AttachmentSource source,
            PropertySelection selection) {
        return (out, plan) -> {
            MessageSource embedded = selection
                    .includesSubobjects(PropertyTags.PidTagAttachDataObject)
                            ? source.embedded()
                            : null;
            if (embedded != null) {
                out.write(FastTransferEvent.Mark.START_EMBEDDED_MESSAGE);
                plan.then(message(embedded, PropertySelection.all()),
                        mark(FastTransferEvent.Mark.END_EMBEDDED_MESSAGE));
            }
        };
    }

    /// folderContent, with announcements of subobjects where the client chose, and
    /// folderContentNoDelProps otherwise.
    TransferPlan.Step folderContent(FolderSource source, PropertySelection selection,
            boolean subfolder) {
        return (out, plan) -> {
            PropertyBag properties = source.properties();
            ErrorCode warning = source.warning();
            if (subfolder) {
                for (PropertyTag tag : FIRST_OF_SUBFOLDER) {
                    first(properties, tag, out);
                }
            }
            if (warning != null) {
                out.write(new FastTransferEvent.Warning(warning));
            }
            properties(properties, subfolder
                    ? new SelectedProperties(selection, options, SUBFOLDER_BEGIN)
                    : selected(selection), out);
            FolderReplicaInfo replicas = source.replicas();
            if (replicas != null) {
                out.write(new FastTransferEvent.FolderReplicas(replicas));
                plan.then(subfolders(source, selection));
                return;
            }
            plan.then(
                    messages(PropertyTags.PidTagFolderAssociatedContents,
                            FolderSource::associatedMessages, source, selection),
                    messages(PropertyTags.PidTagContainerContents, FolderSource::messages, source,
                            selection),
                    subfolders(source, selection));
        };
    }

    private void first(PropertyBag properties, PropertyTag tag, FastTransferWriter out) {
        Object value = properties.get(tag);
        if (value != null) {
            out.write(FastTransferEvent.Property.of(tag, value));
        }
    }

    private TransferPlan.Step messages(PropertyTag kind,
            Function<FolderSource, Iterator<FolderSource.ListedMessage>> messages,
            FolderSource source, PropertySelection selection) {
        return (out, plan) -> {
            if (announce(kind, selection, out)) {
                plan.then(messageList(messages.apply(source)));
            }
        };
    }

    private TransferPlan.Step subfolders(FolderSource source, PropertySelection selection) {
        return (out, plan) -> {
            if (announce(PropertyTags.PidTagContainerHierarchy, selection, out)) {
                plan.then(map(source.subfolders(),
                        folder -> subfolder(folder, selection.announcesSubobjects())));
            }
        };
    }

    private TransferPlan.Step subfolder(FolderSource source, boolean announces) {
        // Whole, and with announcements where the grammar of the one around it has them.
        PropertySelection whole = announces
                ? PropertySelection.except(Set.of())
                : PropertySelection.all();
        return (out, plan) -> {
            out.write(FastTransferEvent.Mark.START_SUBFOLDER);
            plan.then(folderContent(source, whole, true),
                    mark(FastTransferEvent.Mark.END_FOLDER));
        };
    }

    /// messageList.
    Iterator<TransferPlan.Step> messageList(Iterator<FolderSource.ListedMessage> messages) {
        return map(messages, this::listedMessage);
    }

    private TransferPlan.Step listedMessage(FolderSource.ListedMessage listed) {
        return (out, plan) -> {
            ErrorCode warning = listed.warning();
            if (warning != null) {
                out.write(new FastTransferEvent.Warning(warning));
            }
            MessageSource content = listed.content();
            if (content != null) {
                out.write(new FastTransferEvent.StartMessage(listed.associated()));
                out.write(FastTransferEvent.Property.of(PropertyTags.PidTagMid,
                        listed.messageId()));
                plan.thenObject(new TransferPlan.Subject(listed.folder(), listed.message()),
                        message(content, listSelection()),
                        mark(FastTransferEvent.Mark.END_MESSAGE));
            }
        };
    }

    /// Messages of a list are whole; what identifies them comes with those that the client lists.
    private PropertySelection listSelection() {
        return options.selection().hasIdentity()
                ? PropertySelection.all().withIdentity()
                : PropertySelection.all();
    }

    /// Whether subobjects of a kind are written, after they were announced.
    private static boolean announce(PropertyTag kind, PropertySelection selection,
            FastTransferWriter out) {
        if (!selection.includesSubobjects(kind)) {
            return false;
        }
        if (selection.announcesSubobjects()) {
            out.write(new FastTransferEvent.Subobjects(kind));
        }
        return true;
    }

    /// Writes the properties that are selected.
    void properties(PropertyBag properties, PropertySelection selection, FastTransferWriter out) {
        properties(properties, selected(selection), out);
    }

    static void properties(PropertyBag properties, SelectedProperties selected,
            FastTransferWriter out) {
        properties.visitEncoded(new PropertyWriting(selected, out));
    }

    private record PropertyWriting(SelectedProperties selected,
            FastTransferWriter out) implements PropertyBag.EncodedVisitor {
        @Override
        public void property(int tag, Object value) {
            SelectedProperties.Selected found = selected.get(tag);
            if (found != null) {
                out.write(found, value);
            }
        }

        @Override
        public void number(int tag, long value) {
            SelectedProperties.Selected found = selected.get(tag);
            if (found != null) {
                out.number(found, value);
            }
        }

        @Override
        public void utf8(int tag, byte[] bytes, int offset, int count) {
            SelectedProperties.Selected found = selected.get(tag);
            if (found != null) {
                out.utf8(found, bytes, offset, count);
            }
        }

        @Override
        public void binary(int tag, byte[] bytes, int offset, int count) {
            SelectedProperties.Selected found = selected.get(tag);
            if (found != null) {
                out.binary(found, bytes, offset, count);
            }
        }
    }

    /// One step for each value, which it takes until the value is taken.
    TransferPlan.Step largeValues(List<LargeValue> values, PropertySelection selection) {
        return (out, plan) -> plan.then(map(values.iterator(), value -> (writer, then) -> {
            SelectedProperties.Selected named = selected(selection).get(value.tag().value());
            if (named != null) {
                writer.write(named.property(), value.length(), value.content().open());
            }
        }));
    }

    static <T> Iterator<TransferPlan.Step> map(Iterator<? extends T> from,
            Function<T, TransferPlan.Step> step) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() { return from.hasNext(); }

            @Override
            public TransferPlan.Step next() { return step.apply(from.next()); }
        };
    }
}
