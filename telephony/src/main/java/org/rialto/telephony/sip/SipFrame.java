package org.rialto.telephony.sip;

import org.jspecify.annotations.Nullable;

/// What one read of a stream gives. RFC 3261 section 18.3, RFC 5626 section 4.4.1.
public sealed interface SipFrame {
    /// A message whose syntax is sound; [SipMessage#defect] is still to be asked.
    record Message(SipMessage message) implements SipFrame {}

    /// Double CRLF: to be answered by one CRLF.
    record Ping() implements SipFrame {}

    /// A message that cannot be taken, with the status and reason to answer it by.
    ///
    /// @param request as much as was understood, if that is enough to answer it
    /// @param framingLost where the next message starts is not known: answer and close
    record Rejected(@Nullable SipRequest request, int status, String reason,
            boolean framingLost) implements SipFrame {}
}
