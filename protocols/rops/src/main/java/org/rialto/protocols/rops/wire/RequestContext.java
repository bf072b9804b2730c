package org.rialto.protocols.rops.wire;

import java.util.function.IntPredicate;
import org.rialto.mapi.ValueFormat;

/// What the bytes of a request do not say themselves: the character set of 8-bit texts, and which
/// logons are on private mailboxes (two requests have a field more or less there).
public record RequestContext(ValueFormat format, IntPredicate isPrivateLogon) {
    /// Where every logon is on a private mailbox.
    public static RequestContext ofPrivateLogons(ValueFormat format) {
        return new RequestContext(format, logonId -> true);
    }
}
