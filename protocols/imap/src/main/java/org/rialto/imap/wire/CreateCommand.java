package org.rialto.imap.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// CREATE. RFC 9051 §6.3.4, with the parameter of CREATE-SPECIAL-USE (RFC 6154 §3):
///
/// ```
/// create       = "CREATE" SP mailbox [SP "(" "USE" SP "(" [use-attr *(SP use-attr)] ")" ")"]
/// use-attr     = "\\All" / "\\Archive" / "\\Drafts" / "\\Flagged" / "\\Junk" / …
/// ```
///
/// @param specialUses without backslash, in upper case
public record CreateCommand(String mailbox, List<String> specialUses) implements Command {
    public CreateCommand { specialUses = List.copyOf(specialUses); }

    public static CreateCommand read(ImapReader in) throws IOException {
        in.space();
        String mailbox = in.mailbox();
        List<String> uses = new ArrayList<>();
        if (in.trySkip(' ')) {
            in.skip('(');
            if (!in.trySkipWord("USE")) {
                throw in.syntax("no such parameter");
            }
            in.space();
            in.skip('(');
            while (!in.trySkip(')')) {
                if (!uses.isEmpty()) {
                    in.space();
                }
                in.skip('\\');
                uses.add(in.keyword());
                in.checkListSize(uses.size());
            }
            in.skip(')');
        }
        return new CreateCommand(mailbox, uses);
    }
}
