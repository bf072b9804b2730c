/// How messages of mailboxes are sent: by the remote operations, by rules, and by whatever protocol
/// submits a message that is in a mailbox. MS-OXOMSG, server side.
@org.jspecify.annotations.NullMarked
package org.rialto.transport.submission;
