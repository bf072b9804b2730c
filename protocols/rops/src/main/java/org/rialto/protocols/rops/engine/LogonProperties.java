package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.rialto.base.ByteWriter;
import org.rialto.directory.Actor;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.MailboxInfo;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;
import org.rialto.transport.submission.Submission;

/// The properties of a logon, that is, of its mailbox. MS-OXCSTOR §2.2.2.1.
final class LogonProperties implements PropertyOwner {
    private static final Map<PropertyTag, SpecialFolder> SPECIAL = Map.of(
            PropertyTags.PidTagIpmSubtreeEntryId, SpecialFolder.IPM_SUBTREE,
            PropertyTags.PidTagIpmOutboxEntryId, SpecialFolder.OUTBOX,
            PropertyTags.PidTagIpmSentMailEntryId, SpecialFolder.SENT_ITEMS,
            PropertyTags.PidTagIpmWastebasketEntryId, SpecialFolder.DELETED_ITEMS,
            PropertyTags.PidTagCommonViewsEntryId, SpecialFolder.COMMON_VIEWS,
            PropertyTags.PidTagViewsEntryId, SpecialFolder.VIEWS,
            PropertyTags.PidTagFinderEntryId, SpecialFolder.FINDER);
    private static final int KILOBYTE = 1024;
    /// STORE_HAS_SEARCHES, §2.2.2.1.1.5.
    private static final int HAS_SEARCHES = 0x0100_0000;

    private final LogonObject logon;
    private final RopServer server;

    LogonProperties(LogonObject logon, RopServer server) {
        this.logon = logon;
        this.server = server;
    }

    @Override
    public Values values() {
        PropertyBag all = all();
        return asked -> all.get(asked) == null ? null : all.property(asked.id());
    }

    private PropertyBag all() {
        PropertyBag bag = new PropertyBag();
        if (logon.isPrivate()) {
            bag.set(PropertyTags.PidTagOutOfOfficeState, false);
        }
        return bag.setAll(logon.mailboxSession().settings().properties()).setAll(computed());
    }

    /// What the server says.
    private PropertyBag computed() {
        MailboxInfo info = logon.mailbox().read(snapshot -> snapshot.info());
        int messages = logon.mailbox().read(LogonProperties::messages);
        PropertyBag bag = new PropertyBag();
        bag.set(PropertyTags.PidTagDisplayName, info.displayName());
        bag.set(PropertyTags.PidTagMessageSizeExtended, info.contentSize());
        bag.set(PropertyTags.PidTagMessageSize,
                (int) Math.min(info.contentSize(), Integer.MAX_VALUE));
        bag.set(PropertyTags.PidTagContentCount, messages);
        bag.set(PropertyTags.PidTagRecordKey, guid(info.guid()));
        bag.set(PropertyTags.PidTagMappingSignature, guid(info.replicaGuid()));
        quota(bag, PropertyTags.PidTagProhibitSendQuota, info.quota().prohibitSendBytes());
        quota(bag, PropertyTags.PidTagProhibitReceiveQuota, info.quota().prohibitReceiveBytes());
        if (logon.isPrivate()) {
            bag.set(PropertyTags.PidTagExtendedRuleSizeLimit,
                    RuleLimits.DEFAULT.extendedRuleBytes());
            people(bag, info);
            bag.set(PropertyTags.PidTagStoreState, info.hasSearches() ? HAS_SEARCHES : 0);
            bag.set(PropertyTags.PidTagCodePageId, logon.locale().codePage());
            SPECIAL.forEach((tag, special) -> bag.set(tag,
                    logon.ids().folderEntryId(logon.specialFolder(special))));
        } else {
            user(bag);
        }
        return bag;
    }

    /// Associated messages and recoverable items are not counted. §2.2.2.1.1.6.
    private static int messages(Snapshot snapshot) {
        return snapshot.folders().stream().filter(folder -> folder.type() != FolderType.SEARCH
                && folder.special() != SpecialFolder.RECOVERABLE_ITEMS
                && (folder.special() == null
                        || folder.special().parent() != SpecialFolder.RECOVERABLE_ITEMS))
                .mapToInt(Folder::contentCount).sum();
    }

    private static Binary guid(UUID guid) {
        return Binary.wrap(new ByteWriter(16).writeGuid(guid).toByteArray());
    }

    private static void quota(PropertyBag bag, PropertyTag tag, long bytes) {
        if (bytes > 0) {
            bag.set(tag, (int) Math.min(bytes / KILOBYTE, Integer.MAX_VALUE));
        }
    }

    private void people(PropertyBag bag, MailboxInfo info) {
        server.directory().ofMailbox(info.guid()).ifPresent(owner -> {
            bag.set(PropertyTags.PidTagMailboxOwnerName, owner.display());
            bag.set(PropertyTags.PidTagMailboxOwnerEntryId, entryId(owner));
            Submission submission = server.submission().get();
            if (submission != null && owner instanceof DirectoryObject.MailboxOwner sender) {
                quota(bag, PropertyTags.PidTagMaximumSubmitMessageSize,
                        submission.sizeLimitBytes(sender));
            }
        });
        user(bag);
    }

    private void user(PropertyBag bag) {
        if (logon.mailboxSession().actor() instanceof Actor.Person person) {
            bag.set(PropertyTags.PidTagUserEntryId,
                    new EntryId.AddressBook(EntryId.AddressBook.MAIL_USER, person.legacyDN())
                            .encode());
        }
    }

    private static Binary entryId(DirectoryObject object) {
        return new EntryId.AddressBook(EntryId.AddressBook.MAIL_USER, object.entry().legacyDN())
                .encode();
    }

    @Override
    public List<PropertyTag> tags() {
        List<PropertyTag> tags = new ArrayList<>();
        all().forEach(value -> tags.add(value.tag()));
        return tags;
    }

    @Override
    public List<PropertyProblem> set(List<PropertyValue> values) {
        PropertyBag computed = computed();
        List<PropertyProblem> problems = new ArrayList<>();
        Map<Integer, PropertyValue> set = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            PropertyValue value = values.get(i);
            if (computed.property(value.id()) != null) {
                problems.add(new PropertyProblem(i, value.tag(), ErrorCodes.AccessDenied));
            } else if (value.type() == PropertyType.UNSPECIFIED
                    || value.type() == PropertyType.NULL || value.type() == PropertyType.OBJECT
                    || value.type() == PropertyType.ERROR_CODE) {
                problems.add(new PropertyProblem(i, value.tag(), ErrorCodes.InvalidParameter));
            } else if (value.tag().equals(PropertyTags.PidTagOutOfOfficeState)
                    && value.value() instanceof Boolean state) {
                requireOwner();
                logon.mailboxSession().settings().setOutOfOffice(state);
            } else {
                set.put(value.id(), value);
            }
        }
        change(bag -> bag.setAll(set.values()), set.isEmpty());
        return problems;
    }

    @Override
    public List<PropertyProblem> delete(List<PropertyTag> tags) {
        PropertyBag computed = computed();
        List<PropertyProblem> problems = new ArrayList<>();
        List<PropertyTag> delete = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            if (computed.property(tags.get(i).id()) != null) {
                problems.add(new PropertyProblem(i, tags.get(i), ErrorCodes.AccessDenied));
            } else {
                delete.add(tags.get(i));
            }
        }
        change(bag -> {
            delete.forEach(bag::remove);
            return bag;
        }, delete.isEmpty());
        return problems;
    }

    private void change(UnaryOperator<PropertyBag> work, boolean nothing) {
        if (nothing) {
            return;
        }
        requireOwner();
        logon.mailboxSession().settings().changeProperties(work);
    }

    private void requireOwner() {
        if (!logon.own()) {
            throw new MailError.Denied("only its owner changes a mailbox's properties");
        }
    }
}
