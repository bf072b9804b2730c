package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.message.OpenAttachment;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.message.OpenObject;
import org.rialto.protocols.rops.message.ValueBytes;
import org.rialto.store.FolderType;
import org.rialto.store.NewFolder;

/// What the properties of a fast transfer stream are of: the innermost object that is begun. They
/// are gathered, and set where the object's own part ends.
sealed interface TransferTarget {
    void property(PropertyTag tag, Object value);

    /// Sets what was gathered.
    void flush();

    /// A folder: one that is there, or one that is made once its name is known.
    final class OfFolder implements TransferTarget {
        private final LogonObject logon;
        private final long parentId;
        private PropertyBag pending = new PropertyBag();
        private long folderId;

        private OfFolder(LogonObject logon, long parentId, long folderId) {
            this.logon = logon;
            this.parentId = parentId;
            this.folderId = folderId;
        }

        static OfFolder there(FolderObject folder) {
            return new OfFolder(folder.logon(), 0, folder.folderId());
        }

        static OfFolder below(LogonObject logon, long parentId) {
            return new OfFolder(logon, parentId, 0);
        }

        /// Its id, for what is in it.
        long folderId() {
            flush();
            return folderId;
        }

        @Override
        public void property(PropertyTag tag, Object value) {
            if (tag.equals(PropertyTags.PidTagDisplayName) || FolderProperties.isSettable(tag)) {
                pending.set(tag, value);
            }
        }

        @Override
        public void flush() {
            if (folderId != 0) {
                if (!pending.isEmpty()) {
                    new FolderObject(logon, folderId).properties().set(pending.asList());
                }
            } else {
                // Of a folder of that name nothing is known to be the same.
                String name = pending.getString(PropertyTags.PidTagDisplayName, "");
                pending.remove(PropertyTags.PidTagDisplayName);
                NewFolder made = new NewFolder(FolderType.GENERIC, name, null, pending);
                folderId = logon.mailbox().write(change -> change.createFolder(parentId, made))
                        .folderId();
            }
            pending = new PropertyBag();
        }
    }

    /// An open message or attachment.
    sealed interface OfObject extends TransferTarget permits OfMessage, OfAttachment {
        OpenObject object();

        List<PropertyValue> pending();

        @Override
        default void property(PropertyTag tag, Object value) {
            pending().add(new PropertyValue(tag, value));
        }

        /// What cannot be set is the server's own to say.
        @Override
        default void flush() {
            if (!pending().isEmpty()) {
                object().set(pending());
                pending().clear();
            }
        }
    }

    /// @param ours whether it was begun by the stream
    record OfMessage(OpenMessage message, boolean ours,
            List<PropertyValue> pending) implements OfObject {
        OfMessage(OpenMessage message, boolean ours) { this(message, ours, new ArrayList<>()); }

        @Override
        public OpenMessage object() { return message; }
    }

    record OfAttachment(OpenAttachment attachment,
            List<PropertyValue> pending) implements OfObject {
        OfAttachment(OpenAttachment attachment) { this(attachment, new ArrayList<>()); }

        @Override
        public OpenAttachment object() { return attachment; }

        void data(ValueBytes bytes) { attachment.setData(bytes); }
    }

    /// A recipient; of the message around it when it ends.
    record OfRecipient(int rowId, PropertyBag bag) implements TransferTarget {
        @Override
        public void property(PropertyTag tag, Object value) {
            if (tag.type() != PropertyType.OBJECT) {
                bag.set(tag, value);
            }
        }

        @Override
        public void flush() {
            // Nothing is gathered elsewhere.
        }
    }

    /// The object that is a target; null of a folder or recipient.
    static @Nullable OpenObject object(TransferTarget target) {
        return target instanceof OfObject open ? open.object() : null;
    }
}
