package org.rialto.imap.wire;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// APPEND. RFC 9051 §6.3.12; several messages RFC 3502 (MULTIAPPEND), `literal8` RFC 3516, `UTF8`
/// RFC 6855. Only the mailbox is read with the command: the handler takes one message after
/// another with [#readMessage], streaming each, until [ImapReader#atEnd].
///
/// ```
/// append         = "APPEND" SP mailbox 1*append-message
/// append-message = SP [flag-list SP] [date-time SP] append-data
/// append-data    = literal / literal8 / "UTF8" SP "(" literal8 ")"
/// ```
public record AppendCommand(String mailbox) implements Command {

    /// One message's options; its bytes follow with [ImapReader#messageLiteral].
    ///
    /// @param internalDate null for now
    public record Options(FlagList flags, @Nullable Instant internalDate) {}

    public static AppendCommand read(ImapReader in) throws IOException {
        in.space();
        return new AppendCommand(in.mailbox());
    }

    /// What stands before the next message's literal.
    public static Options readOptions(ImapReader in) throws IOException {
        in.space();
        FlagList flags = FlagList.NONE;
        if (in.peek() == '(') {
            flags = FlagList.read(in);
            in.space();
        }
        Instant date = null;
        if (in.peek() == '"') {
            date = ImapDates.dateTime(in);
            in.space();
        }
        return new Options(flags, date);
    }
}
