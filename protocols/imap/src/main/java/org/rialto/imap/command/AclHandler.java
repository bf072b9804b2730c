package org.rialto.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.rialto.directory.Directory;
import org.rialto.directory.LoginName;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.wire.DeleteAclCommand;
import org.rialto.imap.wire.GetAclCommand;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.ListRightsCommand;
import org.rialto.imap.wire.MyRightsCommand;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.SetAclCommand;
import org.rialto.mapi.MailError;
import org.rialto.store.Permission;
import org.rialto.store.Rights;

/// GETACL, SETACL, DELETEACL, LISTRIGHTS and MYRIGHTS. RFC 4314, on the folder's MAPI permissions
/// (see [AclRights]). Identifiers are users and groups by name; `anyone` is the default row.
public final class AclHandler {
    private static final String ANYONE = "anyone";
    private static final String ANONYMOUS = "anonymous";

    private AclHandler() {}

    public static Completion getAcl(ImapSession session, GetAclCommand command)
            throws IOException {
        FolderPlace place = administered(session, command.mailbox());
        List<Permission> permissions = place.mailbox()
                .read(snapshot -> snapshot.permissions(place.folderId()));
        ImapWriter out = session.out();
        out.untagged().text("ACL ").mailbox(place.name());
        if (place.root().prefix().isEmpty()) {
            out.put(' ').string(session.account().person().name()).put(' ')
                    .text(AclRights.letters(Rights.ALL));
        }
        for (Permission permission : permissions) {
            String letters = AclRights.letters(permission.rights());
            if (!letters.isEmpty()) {
                out.put(' ').string(name(session.server().directory(), permission.principal()))
                        .put(' ').text(letters);
            }
        }
        out.endLine();
        return Completion.ok("GETACL done");
    }

    public static Completion setAcl(ImapSession session, SetAclCommand command) {
        FolderPlace place = administered(session, command.mailbox());
        int bits = AclRights.bits(command.rights());
        UUID principal = principal(session, command.identifier());
        place.mailbox().<Boolean>write(change -> {
            List<Permission> rows = new ArrayList<>(change.permissions(place.folderId()));
            int before = 0;
            int at = rows.size();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).principal().equals(principal)) {
                    before = rows.get(i).rights();
                    at = i;
                }
            }
            int after = switch (command.mode()) {
                case REPLACE -> before & ~AclRights.allBits() | bits;
                case ADD -> before | bits;
                case REMOVE -> before & ~bits;
            };
            Permission row = new Permission(principal, after);
            if (at < rows.size()) {
                rows.set(at, row);
            } else {
                rows.add(row);
            }
            change.setPermissions(place.folderId(), rows);
            return true;
        });
        return Completion.ok("SETACL done");
    }

    public static Completion deleteAcl(ImapSession session, DeleteAclCommand command) {
        FolderPlace place = administered(session, command.mailbox());
        UUID principal = principal(session, command.identifier());
        place.mailbox().<Boolean>write(change -> {
            List<Permission> rows = new ArrayList<>();
            for (Permission row : change.permissions(place.folderId())) {
                if (!row.principal().equals(principal)) {
                    rows.add(row);
                } else if (principal.equals(Permission.DEFAULT)
                        || principal.equals(Permission.ANONYMOUS)) {
                    // Every folder has these two rows; empty is what gone means.
                    rows.add(new Permission(principal, 0));
                }
            }
            change.setPermissions(place.folderId(), rows);
            return true;
        });
        return Completion.ok("DELETEACL done");
    }

    public static Completion listRights(ImapSession session, ListRightsCommand command)
            throws IOException {
        FolderPlace place = administered(session, command.mailbox());
        principal(session, command.identifier());
        session.out().untagged().text("LISTRIGHTS ").mailbox(place.name()).put(' ')
                .string(command.identifier()).text(" \"\"").text(AclRights.groups()).endLine();
        return Completion.ok("LISTRIGHTS done");
    }

    public static Completion myRights(ImapSession session, MyRightsCommand command)
            throws IOException {
        FolderPlace place = session.account().require(command.mailbox());
        session.out().untagged().text("MYRIGHTS ").mailbox(place.name()).put(' ')
                .text(AclRights.letters(place.folder().rights())).endLine();
        return Completion.ok("MYRIGHTS done");
    }

    private static FolderPlace administered(ImapSession session, String mailbox) {
        FolderPlace place = session.account().require(mailbox);
        if (!place.folder().allows(Rights.FOLDER_OWNER)) {
            throw Refusal.no(ResponseCode.NOPERM, "You do not administer that mailbox");
        }
        return place;
    }

    private static UUID principal(ImapSession session, String identifier) {
        String plain = identifier.toLowerCase(Locale.ROOT);
        if (plain.equals(ANYONE)) {
            return Permission.DEFAULT;
        }
        if (plain.equals(ANONYMOUS)) {
            return Permission.ANONYMOUS;
        }
        if (plain.startsWith("-")) {
            throw Refusal.no(ResponseCode.CANNOT, "Negative rights are not supported");
        }
        try {
            Directory directory = session.server().directory();
            return directory.user(LoginName.parse(identifier))
                    .map(user -> user.entry().guid())
                    .orElseGet(() -> directory.named(identifier).entry().guid());
        } catch (MailError.NotFound | MailError.Invalid e) {
            throw Refusal.no(ResponseCode.CANNOT, "There is no such user or group");
        }
    }

    private static String name(Directory directory, UUID principal) {
        if (principal.equals(Permission.DEFAULT)) {
            return ANYONE;
        }
        if (principal.equals(Permission.ANONYMOUS)) {
            return ANONYMOUS;
        }
        return directory.ofGuid(principal).map(object -> object.entry().qualifiedName())
                .orElse(principal.toString());
    }
}
