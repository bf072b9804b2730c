/// One handler a command: what it means, within a connection.
@org.jspecify.annotations.NullMarked
package org.rialto.smtp.command;
