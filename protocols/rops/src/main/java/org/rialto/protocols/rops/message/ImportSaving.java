package org.rialto.protocols.rops.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Xid;
import org.rialto.store.Change;
import org.rialto.store.ImportedVersion;
import org.rialto.store.KnownObject;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageStatus;
import org.rialto.store.MessageUpdate;
import org.rialto.store.Snapshot;

/// Saves a version of a message that a client uploads, in place of the one that is there where it
/// is newer, and resolves their conflict where neither is. MS-OXCFXICS §3.1.5.3 and §3.1.5.6.
final class ImportSaving {
    private static final int MOST_ATTEMPTS = 20;
    private static final int LAST_WRITER_WINS = 1;
    private static final int FLAGS = MessageFlags.FLAGGED | MessageFlags.ANSWERED
            | MessageFlags.FORWARDED;
    /// Of the message, whichever version of it there is, unless the client says otherwise.
    private static final List<PropertyTag> OF_MESSAGE = List.of(PropertyTags.PidTagCreationTime,
            PropertyTags.PidTagSearchKey, PropertyTags.PidTagCreatorName,
            PropertyTags.PidTagCreatorEntryId);
    private final OpenMessage message;
    private final MessageImport importing;
    private final PropertyBag bag;
    private @Nullable MessageContent stored;
    private boolean isFirstConflict;

    /// @param bag what the client set
    ImportSaving(OpenMessage message, MessageImport importing, PropertyBag bag) {
        this.message = message;
        this.importing = importing;
        this.bag = bag;
    }

    private record Result(MessageRow row, MessageContent content, boolean conflict) {}

    /// What was read of the message that is there, for which the rest is done outside of a unit of
    /// work: again, when somebody changes it meanwhile.
    long save(boolean staysWritable) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                Result result = attempt();
                message.imported(result.row(), result.content(), result.conflict(),
                        staysWritable);
                importing.saved().accept(new MessageImport.Saved(result.row().messageId(),
                        result.row().contentChangeNumber(), result.row().associated(),
                        result.conflict(), isFirstConflict));
                return result.row().messageId();
            } catch (MailError.Conflict | MailError.Exists meanwhile) {
                // Somebody else saved it just now.
            } catch (MailError.Gone e) {
                throw new ImportRefused(ErrorCodes.ObjectDeleted);
            }
        }
        throw new MailError.Unavailable("the message is being changed all the time");
    }

    private Result attempt() {
        isFirstConflict = false;
        KnownObject known = message.context().mailbox()
                .read(snapshot -> snapshot.find(importing.sourceKey()));
        return switch (known.state()) {
            case NEW -> add();
            case MESSAGE -> replace(known.id());
            case FOLDER -> throw new MailError.Invalid("that is a folder");
            case GONE -> throw new MailError.Gone("the message was deleted");
        };
    }

    private MessageContent content() {
        MessageContent content = stored;
        if (content == null) {
            content = MessageSaving.stored(message, message.state(bag));
            stored = content;
        }
        return content;
    }

    private Result add() {
        MessageContent content = content();
        var added = MessageSaving.newMessage(message, content);
        ImportedVersion version = importing.version(importing.predecessors());
        return write(content, false, change -> change
                .importMessage(message.folderId(), added, version).messageId());
    }

    private Result write(MessageContent content, boolean conflict,
            Function<Change, Long> work) {
        MessageRow row = message.context().mailbox().write(change -> {
            long messageId = work.apply(change);
            if (conflict) {
                // The client has a version of its own, whatever came of it.
                change.tellWhole(messageId);
            }
            return change.message(messageId, EnumSet.allOf(MessagePart.class));
        });
        return new Result(row, content, conflict);
    }

    private Result replace(long messageId) {
        OpenMessage current = OpenMessage.open(message.context(), messageId, false,
                message.charset());
        MessageRow row = current.requireRow();
        if (row.folderId() != message.folderId()) {
            throw new MailError.Gone("the message is elsewhere now");
        }
        for (PropertyTag tag : OF_MESSAGE) {
            if (!message.isWritten(tag)) {
                bag.setOrRemove(tag, current.get(tag));
            }
        }
        stored = null; // of an earlier attempt
        PredecessorChangeList theirs = predecessors(current);
        return switch (importing.predecessors().compare(theirs)) {
            case SAME, OLDER -> throw new ImportRefused(ErrorCodes.IgnoreFailure);
            case NEWER -> replace(row, content(), importing.version(importing.predecessors()),
                    false);
            case CONFLICT -> {
                if (importing.failsOnConflict()) {
                    message.context().mailbox().write(change -> {
                        change.tellWhole(messageId);
                        return messageId;
                    });
                    throw new ImportRefused(ErrorCodes.SyncConflict);
                }
                yield resolve(current, row, theirs);
            }
        };
    }

    private static PredecessorChangeList predecessors(OpenMessage current) {
        return current.get(PropertyTags.PidTagPredecessorChangeList) instanceof Binary list
                ? PredecessorChangeList.decode(list)
                : PredecessorChangeList.EMPTY;
    }

    private Result replace(MessageRow row, MessageContent content, ImportedVersion version,
            boolean conflict) {
        int set = MessageSaving.state(content.properties());
        MessageUpdate update = new MessageUpdate(content, false, set, FLAGS & ~set);
        return write(content, conflict, change -> {
            change.importMessage(row.messageId(), row.contentChangeNumber(), update, version);
            return row.messageId();
        });
    }

    /// §3.1.5.6.2. What comes of it is a successor of all versions.
    private Result resolve(OpenMessage current, MessageRow row, PredecessorChangeList theirs) {
        PredecessorChangeList merged = importing.predecessors().merge(theirs);
        ConflictVersion client = new ConflictVersion(message.state(bag), new VersionKeys(
                importing.modified(), importing.changeKey(), importing.predecessors()));
        ConflictVersion server = version(current, theirs);
        if (message.isAssociated() || lastWriterWins()) {
            return ConflictVersion.winner(List.of(server, client)) == client
                    ? replace(row, content(), importing.version(merged), true)
                    : keep(row, current, new ImportedVersion(importing.sourceKey(),
                            server.keys().modified(), server.keys().changeKey().toBinary(),
                            merged.encode()));
        }
        List<ConflictVersion> known = MessageStatus.isInConflict(current.bag())
                ? ConflictVersion.of(current.state(current.bag()))
                : List.of();
        // One that was changed since, were it a flag, is one more version: nobody has said that those
        // in it are done with.
        boolean isAsResolved = known.stream()
                .anyMatch(each -> each.keys().changeKey()
                        .equals(server.keys().changeKey()));
        isFirstConflict = known.isEmpty();
        List<ConflictVersion> versions = new ArrayList<>(known);
        if (!isAsResolved) {
            versions.add(server);
        }
        versions.removeIf(each -> importing.predecessors()
                .includes(each.keys().predecessors()));
        versions.add(client);
        ConflictVersion winner = ConflictVersion.winner(versions);
        MessageContent content = ConflictVersion
                .resolved(versions, winner, importing.sourceKey())
                .store(message.context().blobs());
        return replace(row, content, new ImportedVersion(importing.sourceKey(),
                winner.keys().modified(), winner.keys().changeKey().toBinary(), merged.encode()),
                true);
    }

    private ConflictVersion version(OpenMessage current, PredecessorChangeList theirs) {
        PropertyBag properties = current.bag().copy();
        properties.remove(PropertyTags.PidTagMessageStatus);
        var modified = current.get(PropertyTags.PidTagLastModificationTime);
        var key = current.get(PropertyTags.PidTagChangeKey);
        return new ConflictVersion(
                ConflictVersion.without(MessageSaving.materialized(current, properties)),
                new VersionKeys(
                        modified instanceof Instant time ? time : current.requireRow().saved(),
                        key instanceof Binary binary ? Xid.of(binary) : importing.changeKey(),
                        theirs));
    }

    private boolean lastWriterWins() {
        return (message.context().mailbox()
                .read((Snapshot snapshot) -> snapshot.folderProperties(message.folderId()))
                .getInteger32(PropertyTags.PidTagResolveMethod, 0) & LAST_WRITER_WINS) != 0;
    }

    /// The version that is there stays, as the successor of both.
    private Result keep(MessageRow row, OpenMessage current, ImportedVersion version) {
        MessageContent content = current.state(current.bag()).store(message.context().blobs());
        MessageUpdate update = new MessageUpdate(content, row.mime() != null, 0, 0);
        return write(content, true, change -> {
            change.importMessage(row.messageId(), row.contentChangeNumber(), update, version);
            return row.messageId();
        });
    }
}
