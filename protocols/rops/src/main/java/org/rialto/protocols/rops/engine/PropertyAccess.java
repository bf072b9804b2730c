package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.message.OpenObject;
import org.rialto.store.Folder;
import org.rialto.store.FolderValues;
import org.rialto.store.Mailbox;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// The properties of whatever object an operation names: an open message or attachment, whose
/// changes wait for their save, or a folder or logon, whose changes are kept at once.
/// MS-OXCPRPT §3.2.5.1 to §3.2.5.5.
sealed interface PropertyAccess {
    static PropertyAccess of(ServerObject object) {
        return switch (object) {
            case StoredMessage message -> new OfOpen(message.message());
            case StoredAttachment attachment -> new OfOpen(attachment.attachment());
            case FolderObject folder -> new OfFolder(folder);
            case LogonObject logon -> new OfFolder(new FolderObject(logon,
                    logon.mailbox().read(snapshot -> snapshot
                            .folder(SpecialFolder.ROOT).folderId())));
            default -> throw new RopError(ErrorCodes.NotSupported);
        };
    }

    /// The property with its own type, where that is what is asked for; null where it is not there.
    @Nullable
    PropertyValue property(PropertyTag asked);

    /// Bytes that its value is known to have without fetching it; 0 where that is not known.
    long largeSize(PropertyTag tag);

    List<PropertyTag> tags();

    List<PropertyProblem> set(List<PropertyValue> values);

    List<PropertyProblem> delete(List<PropertyTag> tags);

    /// How 8-bit text of it is written, where that is not as the session's.
    @Nullable
    ValueFormat format();

    record OfOpen(OpenObject object) implements PropertyAccess {
        @Override
        public @Nullable PropertyValue property(PropertyTag asked) {
            return object.property(asked);
        }

        @Override
        public long largeSize(PropertyTag tag) { return object.largeSize(tag); }

        @Override
        public List<PropertyTag> tags() { return object.tags(); }

        @Override
        public List<PropertyProblem> set(List<PropertyValue> values) {
            return problems(object.set(values));
        }

        @Override
        public List<PropertyProblem> delete(List<PropertyTag> tags) {
            return problems(object.delete(tags));
        }

        private static List<PropertyProblem> problems(List<OpenObject.Problem> problems) {
            return problems.stream()
                    .map(each -> new PropertyProblem(each.index(), each.tag(), each.error()))
                    .toList();
        }

        @Override
        public ValueFormat format() { return ValueFormat.rop(object.charset()); }
    }

    record OfFolder(FolderObject folder) implements PropertyAccess {
        private static final int MODIFY = 0x01;
        private static final int READ = 0x02;
        private static final int DELETE = 0x04;
        private static final int CREATE_HIERARCHY = 0x08;
        private static final int CREATE_CONTENTS = 0x10;
        private static final int CREATE_ASSOCIATED = 0x20;
        /// From the folder's state; the only ones of them that clients set are its names and class.
        private static final List<PropertyTag> STATE = List.of(PropertyTags.PidTagDisplayName,
                PropertyTags.PidTagContainerClass, PropertyTags.PidTagFolderType,
                PropertyTags.PidTagContentCount, PropertyTags.PidTagContentUnreadCount,
                PropertyTags.PidTagAssociatedContentCount, PropertyTags.PidTagMessageSize,
                PropertyTags.PidTagMessageSizeExtended, PropertyTags.PidTagSubfolders,
                PropertyTags.PidTagRights, PropertyTags.PidTagCreationTime,
                PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagObjectType,
                PropertyTags.PidTagFolderId, PropertyTags.PidTagParentFolderId,
                PropertyTags.PidTagChangeNumber, PropertyTags.PidTagEntryId,
                PropertyTags.PidTagParentEntryId, PropertyTags.PidTagRecordKey,
                PropertyTags.PidTagInstanceKey, PropertyTags.PidTagSourceKey,
                PropertyTags.PidTagParentSourceKey, PropertyTags.PidTagChangeKey,
                PropertyTags.PidTagAccess);

        private Mailbox mailbox() { return folder.mailbox(); }

        private record Read(Folder folder, PropertyBag bag) {}

        private Read read() {
            return mailbox().read(snapshot -> new Read(snapshot.folder(folder.folderId()),
                    snapshot.folderProperties(folder.folderId())));
        }

        @Override
        public @Nullable PropertyValue property(PropertyTag asked) {
            if (FolderProperties.isServers(asked.id())) {
                return null;
            }
            Read read = read();
            PropertyTag tag = asked;
            for (PropertyTag each : STATE) {
                if (asked.typeCode() == PropertyType.UNSPECIFIED.code()
                        && each.id() == asked.id()) {
                    tag = each;
                }
            }
            if (tag.equals(PropertyTags.PidTagAccess)) {
                return new PropertyValue(tag, access(read.folder()));
            }
            if (tag.hasKnownType() && tag.type() != PropertyType.UNSPECIFIED) {
                PropertyTag stateTag = tag.type() == PropertyType.STRING8
                        ? tag.withType(PropertyType.STRING)
                        : tag;
                Object value = new FolderValues(folder.logon().ids(), read.folder(), 0, read::bag)
                        .get(stateTag);
                return value == null || !tag.type().accepts(value)
                        ? null
                        : new PropertyValue(tag, value);
            }
            return read.bag().get(asked) == null ? null : read.bag().property(asked.id());
        }

        private static int access(Folder folder) {
            int access = folder.allows(Rights.READ_ANY) ? READ : 0;
            access |= folder.allows(Rights.FOLDER_OWNER)
                    ? MODIFY | DELETE | CREATE_ASSOCIATED
                    : 0;
            access |= folder.allows(Rights.CREATE) ? CREATE_CONTENTS : 0;
            return access | (folder.allows(Rights.CREATE_SUBFOLDER) ? CREATE_HIERARCHY : 0);
        }

        @Override
        public long largeSize(PropertyTag tag) { return 0; }

        @Override
        public List<PropertyTag> tags() {
            Set<PropertyTag> tags = new TreeSet<>();
            Set<Integer> ids = new HashSet<>();
            for (PropertyTag tag : STATE) {
                if (property(tag) != null && ids.add(tag.id())) {
                    tags.add(tag);
                }
            }
            read().bag().forEach(value -> {
                if (!FolderProperties.isServers(value.id()) && ids.add(value.id())) {
                    tags.add(value.tag());
                }
            });
            return List.copyOf(tags);
        }

        private static @Nullable ErrorCode problem(PropertyTag tag) {
            if (tag.id() == 0 || !tag.hasKnownType() || tag.isMultivalueInstance()
                    || tag.type() == PropertyType.UNSPECIFIED
                    || tag.type() == PropertyType.NULL
                    || tag.type() == PropertyType.ERROR_CODE) {
                return ErrorCodes.InvalidParameter;
            }
            if (FolderProperties.isServers(tag.id())) {
                return ErrorCodes.ComputedValue;
            }
            boolean computed = tag.id() != PropertyTags.PidTagDisplayName.id()
                    && tag.id() != PropertyTags.PidTagContainerClass.id()
                    && STATE.stream().anyMatch(each -> each.id() == tag.id());
            return computed ? ErrorCodes.ComputedValue : null;
        }

        @Override
        public List<PropertyProblem> set(List<PropertyValue> values) {
            List<PropertyProblem> problems = new ArrayList<>();
            PropertyBag set = new PropertyBag();
            String name = null;
            for (int i = 0; i < values.size(); i++) {
                PropertyValue value = values.get(i);
                ErrorCode problem = problem(value.tag());
                if (problem != null) {
                    problems.add(new PropertyProblem(i, value.tag(), problem));
                } else if (value.id() == PropertyTags.PidTagDisplayName.id()
                        && value.value() instanceof String text) {
                    name = text;
                } else {
                    set.set(value.type() == PropertyType.STRING8
                            ? value.tag().withType(PropertyType.STRING)
                            : value.tag(), value.value());
                }
            }
            String newName = name;
            mailbox().<Boolean>write(change -> {
                Folder now = change.folder(folder.folderId());
                if (newName != null && !newName.equals(now.name())) {
                    change.moveFolder(folder.folderId(), now.parentId(), newName);
                }
                if (!set.isEmpty()) {
                    change.setFolderProperties(folder.folderId(), set, Set.of());
                }
                return true;
            });
            return problems;
        }

        @Override
        public List<PropertyProblem> delete(List<PropertyTag> tags) {
            List<PropertyProblem> problems = new ArrayList<>();
            Set<PropertyTag> gone = new HashSet<>();
            for (int i = 0; i < tags.size(); i++) {
                PropertyTag tag = tags.get(i);
                boolean state = STATE.stream().anyMatch(each -> each.id() == tag.id())
                        && tag.id() != PropertyTags.PidTagContainerClass.id();
                if (state) {
                    problems.add(new PropertyProblem(i, tag, ErrorCodes.AccessDenied));
                } else {
                    gone.add(tag);
                }
            }
            if (!gone.isEmpty()) {
                mailbox().<Boolean>write(change -> {
                    change.setFolderProperties(folder.folderId(), new PropertyBag(), gone);
                    return true;
                });
            }
            return problems;
        }

        @Override
        public @Nullable ValueFormat format() { return null; }
    }
}
