package org.rialto.protocols.rops.wire;

import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.rialto.mapi.ValueFormat;

/// What the bytes of a request do not say themselves: the character set of 8-bit texts, and which
/// logons are on private mailboxes (two requests have a field more or less there).
///
/// @param objectFormat of the object at an index of the handle table: a message has a code page of
///        its own (MS-OXCROPS §3.1.5.4)
public record RequestContext(ValueFormat format, IntPredicate isPrivateLogon,
        IntFunction<ValueFormat> objectFormat) {
    /// Where every object has texts of one character set.
    public RequestContext(ValueFormat format, IntPredicate isPrivateLogon) {
        this(format, isPrivateLogon, _ -> format);
    }

    /// Where every logon is on a private mailbox.
    public static RequestContext ofPrivateLogons(ValueFormat format) {
        return new RequestContext(format, logonId -> true);
    }

    /// The character set of texts for the object at an index.
    public ValueFormat formatOf(int handleIndex) { return objectFormat.apply(handleIndex); }
}
