/// One handler a command.
@org.jspecify.annotations.NullMarked
package org.rialto.imap.command;
