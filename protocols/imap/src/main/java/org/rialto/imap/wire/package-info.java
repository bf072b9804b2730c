/// The IMAP grammar: one record a command with its reader, and the writer of responses. Pure and
/// total: no mailbox, no clock; bytes come from a stream and every size is bounded.
@org.jspecify.annotations.NullMarked
package org.rialto.imap.wire;
