package org.rialto.mailbox.rules;

import java.util.Locale;
import java.util.Set;
import org.rialto.formats.header.HeaderFields;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// Keeps rules from answering machines and each other. MS-OXORULE §3.2.5.1, RFC 3834 §2.
///
/// A message that a rule sends names the mailbox whose rule it was, and those before it, in fields of
/// their own: no mailbox forwards or answers what it forwarded before.
record LoopGuard(Incoming incoming, Owner owner, RuleLimits limits) {
    static final String FIELD = "X-MS-Exchange-Inbox-Rules-Loop";
    private static final int SUPPRESS_OUT_OF_OFFICE = 0x10;
    private static final int SUPPRESS_REPLY = 0x20;
    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    boolean mayForward() {
        HeaderFields header = incoming.header();
        int hops = 0;
        for (int field = header.find(FIELD, 0); field >= 0; field = header.find(FIELD,
                field + 1)) {
            hops++;
            if (hops >= limits.hops() || owner.is(header.raw(field).strip())) {
                return false;
            }
        }
        return true;
    }

    boolean mayReply(boolean outOfOffice) {
        PropertyBag bag = incoming.message().content().properties();
        int suppressed = bag.getInteger32(PropertyTags.PidTagAutoResponseSuppress, 0);
        int bit = outOfOffice ? SUPPRESS_OUT_OF_OFFICE : SUPPRESS_REPLY;
        String messageClass = bag.getString(PropertyTags.PidTagMessageClass, "")
                .toLowerCase(Locale.ROOT);
        return (suppressed & bit) == 0 && mayForward()
                && incoming.returnPath() != null
                && !bag.getBoolean(PropertyTags.PidTagAutoForwarded, false)
                && !messageClass.startsWith("report.")
                && !messageClass.startsWith("ipm.note.rules.")
                && !isAutomatic(incoming.header());
    }

    private static boolean isAutomatic(HeaderFields header) {
        String submitted = header.raw("Auto-Submitted");
        boolean automatic = submitted != null && !first(submitted).equals("no");
        String precedence = header.raw("Precedence");
        return automatic || precedence != null && BULK.contains(first(precedence))
                || header.raw("List-Id") != null || header.raw("List-Unsubscribe") != null
                || header.raw("List-Post") != null;
    }

    /// The first word, without what may follow it.
    private static String first(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == ';' || c == ' ' || c == '\t' || c == '(') {
                return word.substring(0, i);
            }
        }
        return word;
    }
}
