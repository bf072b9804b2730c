package org.rialto.imap.command;

import org.rialto.imap.wire.Refusal;
import org.rialto.store.Rights;

/// How the rights of RFC 4314 §2.1 and those of MAPI folders (MS-OXCPERM §2.2.7) correspond.
///
/// | IMAP | MAPI |
/// |---|---|
/// | `l` lookup | FolderVisible |
/// | `r` read | ReadAny |
/// | `s` keep seen, `w` write flags | EditAny (with EditOwned) |
/// | `i` insert, `p` post | Create |
/// | `k` create mailboxes | CreateSubfolder |
/// | `t` delete messages, `e` expunge | DeleteAny (with DeleteOwned) |
/// | `x` delete mailbox, `a` administer | FolderOwner |
///
/// Rights in one row are given and taken together, which LISTRIGHTS says. EditOwned and DeleteOwned
/// alone have no letter: they stay as they are unless their row is given or taken.
final class AclRights {
    private record Row(String letters, int needed, int given) {}

    private static final Row[] ROWS = {new Row("l", Rights.FOLDER_VISIBLE, Rights.FOLDER_VISIBLE),
            new Row("r", Rights.READ_ANY, Rights.READ_ANY),
            new Row("sw", Rights.EDIT_ANY, Rights.EDIT_ANY | Rights.EDIT_OWNED),
            new Row("ip", Rights.CREATE, Rights.CREATE),
            new Row("k", Rights.CREATE_SUBFOLDER, Rights.CREATE_SUBFOLDER),
            new Row("te", Rights.DELETE_ANY, Rights.DELETE_ANY | Rights.DELETE_OWNED),
            new Row("xa", Rights.FOLDER_OWNER, Rights.FOLDER_OWNER)};
    /// What `c` and `d` of RFC 2086 meant; RFC 4314 §2.1.1 has them stand for these.
    private static final String OLD_CREATE = "k";
    private static final String OLD_DELETE = "te";

    private AclRights() {}

    /// The letters of a folder's rights.
    static String letters(int rights) {
        StringBuilder letters = new StringBuilder();
        for (Row row : ROWS) {
            if ((rights & row.needed) == row.needed) {
                letters.append(row.letters);
            }
        }
        return letters.toString();
    }

    /// The bits that these letters give or take.
    static int bits(String letters) {
        int bits = 0;
        for (char letter : letters.replace("c", OLD_CREATE).replace("d", OLD_DELETE)
                .toCharArray()) {
            Row found = null;
            for (Row row : ROWS) {
                if (row.letters.indexOf(letter) >= 0) {
                    found = row;
                }
            }
            if (found == null) {
                throw Refusal.bad("There is no right '" + letter + "'");
            }
            bits |= found.given;
        }
        return bits;
    }

    /// Every bit that letters stand for.
    static int allBits() {
        int bits = 0;
        for (Row row : ROWS) {
            bits |= row.given;
        }
        return bits;
    }

    /// For LISTRIGHTS: what goes together, row by row.
    static String groups() {
        StringBuilder groups = new StringBuilder();
        for (Row row : ROWS) {
            groups.append(' ').append(row.letters);
        }
        return groups.toString();
    }
}
