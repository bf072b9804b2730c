/// One handler a command: what it means, within a connection.
@org.jspecify.annotations.NullMarked
package org.rialto.pop3.command;
