/// Mailboxes on the telephone: what belongs to unified messaging in a mailbox, how a recording gets
/// there, and what others ask of the server that telephones speak to.
@org.jspecify.annotations.NullMarked
package org.rialto.mailbox.voice;
