package org.rialto.mailbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Change;
import org.rialto.store.Mailbox;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// What belongs to a mailbox as a whole: which folders get the messages of a class
/// (MS-OXCSTOR §3.2.3), and its own properties. Anyone with the mailbox open may read it; writing
/// takes the right to change the root folder, in whose properties it is kept.
public final class MailboxSettings {
    /// Where it is kept: a property of the root folder, for the server's eyes only.
    public static final PropertyTag STORED = new PropertyTag(0x67FE0102);
    private static final int VERSION = 1;
    private static final int MOST_RECEIVE_FOLDERS = 2_000;

    private final Mailbox asServer;
    private final Mailbox asActor;

    MailboxSettings(Mailbox asServer, Mailbox asActor) {
        this.asServer = asServer;
        this.asActor = asActor;
    }

    private record Stored(ReceiveFolders receiveFolders, PropertyBag properties) {}

    /// Which folders get the messages of a class; only those that are there.
    public ReceiveFolders receiveFolders() {
        return asServer.read(MailboxSettings::receiveFolders);
    }

    static ReceiveFolders receiveFolders(Snapshot snapshot) {
        return read(snapshot).receiveFolders().withFoldersOf(snapshot);
    }

    /// Sets the folder of a class, or takes the class out where `folderId` is 0. It applies to the
    /// next delivery.
    ///
    /// @throws MailError.Denied the actor may not change the mailbox's settings
    /// @throws MailError.NotFound no such folder
    /// @throws MailError.Invalid messages cannot be delivered to it
    public void setReceiveFolder(String messageClass, long folderId, Instant now) {
        asActor.write(change -> {
            if (folderId != 0) {
                change.folder(folderId);
                if (!ReceiveFolders.takesMessages(change, folderId)) {
                    throw new MailError.Invalid("folder " + folderId
                            + " cannot be a receive folder");
                }
            }
            Stored stored = read(change);
            ReceiveFolders changed = stored.receiveFolders().with(messageClass, folderId, now);
            if (changed.rows().size() > MOST_RECEIVE_FOLDERS) {
                throw new MailError.TooLarge("a mailbox has at most " + MOST_RECEIVE_FOLDERS
                        + " receive folders");
            }
            write(change, new Stored(changed, stored.properties()));
            change.receiveFoldersChanged();
            return true;
        });
    }

    /// Properties that were set on the mailbox itself.
    public PropertyBag properties() {
        return asServer.read(snapshot -> read(snapshot).properties());
    }

    /// Changes them.
    ///
    /// @throws MailError.Denied the actor may not change the mailbox's settings
    public void changeProperties(UnaryOperator<PropertyBag> work) {
        asActor.write(change -> {
            Stored stored = read(change);
            PropertyBag properties = work.apply(stored.properties().copy());
            write(change, new Stored(stored.receiveFolders(), properties));
            return true;
        });
    }

    /// Begins or ends the time out of office. Whom rules have answered is forgotten, whatever the
    /// state was (MS-OXCSTOR §2.2.2.1.2.4).
    ///
    /// @throws MailError.Denied by anyone but the owner
    public void setOutOfOffice(boolean outOfOffice) {
        asActor.write(change -> {
            change.forgetReplies();
            Stored stored = read(change);
            write(change, new Stored(stored.receiveFolders(), stored.properties().copy()
                    .set(PropertyTags.PidTagOutOfOfficeState, outOfOffice)));
            return true;
        });
    }

    /// Whether the owner is out of office.
    public boolean isOutOfOffice() { return asServer.read(MailboxSettings::isOutOfOffice); }

    /// Whether the mailbox's owner is out of office: PidTagOutOfOfficeState of the mailbox,
    /// MS-OXWOOF §2.2.5.2.
    public static boolean isOutOfOffice(Snapshot snapshot) {
        return isOutOfOffice(read(snapshot).properties());
    }

    private static boolean isOutOfOffice(PropertyBag properties) {
        return properties.getBoolean(PropertyTags.PidTagOutOfOfficeState, false);
    }

    private static Stored read(Snapshot snapshot) {
        long root = snapshot.folder(SpecialFolder.ROOT).folderId();
        Object stored = snapshot.folderProperties(root).get(STORED);
        if (!(stored instanceof Binary bytes)) {
            return new Stored(ReceiveFolders.initial(snapshot), new PropertyBag());
        }
        try {
            return decode(bytes.reader());
        } catch (MalformedDataException e) {
            throw new MailError.Damaged("the settings of mailbox " + snapshot.info().mailboxId()
                    + " are damaged", e);
        }
    }

    private static void write(Change change, Stored stored) {
        ByteWriter out = new ByteWriter(256).writeInt8(VERSION);
        out.writeVarint(stored.receiveFolders().rows().size());
        for (ReceiveFolders.Row row : stored.receiveFolders().rows()) {
            writeBytes(out, row.messageClass().getBytes(StandardCharsets.UTF_8));
            out.writeVarint(row.folderId());
            out.writeInt64(row.modified().toEpochMilli());
        }
        writeBytes(out, stored.properties().encode());
        PropertyBag bag = new PropertyBag().set(STORED, Binary.wrap(out.toByteArray()));
        change.setFolderProperties(change.folder(SpecialFolder.ROOT).folderId(), bag, Set.of());
    }

    private static void writeBytes(ByteWriter out, byte[] bytes) {
        out.writeVarint(bytes.length);
        out.writeBytes(bytes);
    }

    private static Stored decode(ByteReader in) {
        if (in.readUint8() != VERSION) {
            throw in.malformed("settings of a version not known");
        }
        int count = in.checkCount(in.readVarint(), 10);
        List<ReceiveFolders.Row> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(new ReceiveFolders.Row(new String(readBytes(in), StandardCharsets.UTF_8),
                    in.readVarint(), Instant.ofEpochMilli(in.readInt64())));
        }
        return new Stored(new ReceiveFolders(rows),
                PropertyBag.decode(readBytes(in)));
    }

    private static byte[] readBytes(ByteReader in) {
        return in.readBytes(in.checkCount(in.readVarint(), 1));
    }
}
