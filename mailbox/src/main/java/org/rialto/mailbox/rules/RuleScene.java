package org.rialto.mailbox.rules;

import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.rialto.mailbox.MailboxSettings;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;

/// Where rules are carried out.
///
/// @param owner null: nobody any more, so that nothing is sent
/// @param known the rules of a folder as far as they are known
record RuleScene(Mailbox mailbox, MailboxInfo info, @Nullable Owner owner, AddressBook book,
        RuleLimits limits, Instant now, LongFunction<FolderRules> known) {
    FolderRules rules(long folderId) { return known.apply(folderId); }

    boolean isOutOfOffice() {
        return info.kind() == MailboxKind.PRIVATE && mailbox.read(MailboxSettings::isOutOfOffice);
    }
}
