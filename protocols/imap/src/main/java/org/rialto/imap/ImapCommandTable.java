package org.rialto.imap;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.wire.AppendCommand;
import org.rialto.imap.wire.AuthenticateCommand;
import org.rialto.imap.wire.Command;
import org.rialto.imap.wire.CompressCommand;
import org.rialto.imap.wire.CopyCommand;
import org.rialto.imap.wire.CreateCommand;
import org.rialto.imap.wire.DeleteAclCommand;
import org.rialto.imap.wire.DeleteCommand;
import org.rialto.imap.wire.EnableCommand;
import org.rialto.imap.wire.FetchCommand;
import org.rialto.imap.wire.GetAclCommand;
import org.rialto.imap.wire.GetQuotaCommand;
import org.rialto.imap.wire.GetQuotaRootCommand;
import org.rialto.imap.wire.IdCommand;
import org.rialto.imap.wire.ImapReader;
import org.rialto.imap.wire.ListCommand;
import org.rialto.imap.wire.ListRightsCommand;
import org.rialto.imap.wire.LoginCommand;
import org.rialto.imap.wire.MyRightsCommand;
import org.rialto.imap.wire.PlainCommand;
import org.rialto.imap.wire.RenameCommand;
import org.rialto.imap.wire.ReplaceCommand;
import org.rialto.imap.wire.SearchCommand;
import org.rialto.imap.wire.SelectCommand;
import org.rialto.imap.wire.SetAclCommand;
import org.rialto.imap.wire.SetQuotaCommand;
import org.rialto.imap.wire.SortCommand;
import org.rialto.imap.wire.StatusCommand;
import org.rialto.imap.wire.StoreCommand;
import org.rialto.imap.wire.SubscribeCommand;
import org.rialto.imap.wire.ThreadCommand;
import org.rialto.imap.wire.UidExpungeCommand;

/// Every command: its name, how its arguments are read, and in which states it is allowed.
final class ImapCommandTable {
    /// When a command is allowed. RFC 9051 §3.
    enum Phase {
        NOT_AUTHENTICATED, AUTHENTICATED, SELECTED
    }

    /// Reads the arguments after the name.
    interface Reader {
        Command read(ImapReader in) throws IOException;
    }

    /// @param streams whether the handler goes on reading arguments (messages)
    record Row(String name, Reader reader, Set<Phase> phases, boolean streams) {}

    private static final Set<Phase> ANY = EnumSet.allOf(Phase.class);
    private static final Set<Phase> STRANGER = EnumSet.of(Phase.NOT_AUTHENTICATED);
    private static final Set<Phase> USER = EnumSet.of(Phase.AUTHENTICATED, Phase.SELECTED);
    private static final Set<Phase> SELECTED = EnumSet.of(Phase.SELECTED);
    private static final Map<String, Row> ROWS = new LinkedHashMap<>();

    static {
        plain(PlainCommand.CAPABILITY, ANY);
        plain(PlainCommand.NOOP, ANY);
        plain(PlainCommand.LOGOUT, ANY);
        row("ID", IdCommand::read, ANY);
        plain(PlainCommand.STARTTLS, STRANGER);
        row("AUTHENTICATE", AuthenticateCommand::read, STRANGER);
        row("LOGIN", LoginCommand::read, STRANGER);
        row("ENABLE", EnableCommand::read, USER);
        row("COMPRESS", CompressCommand::read, USER);
        row("SELECT", SelectCommand::read, USER);
        row("EXAMINE", SelectCommand::readExamine, USER);
        row("CREATE", CreateCommand::read, USER);
        row("DELETE", DeleteCommand::read, USER);
        row("RENAME", RenameCommand::read, USER);
        row("SUBSCRIBE", SubscribeCommand::read, USER);
        row("UNSUBSCRIBE", SubscribeCommand::readUnsubscribe, USER);
        row("LIST", ListCommand::read, USER);
        row("LSUB", ListCommand::readLsub, USER);
        plain(PlainCommand.NAMESPACE, USER);
        row("STATUS", StatusCommand::read, USER);
        streamingRow("APPEND", AppendCommand::read, USER);
        plain(PlainCommand.IDLE, USER);
        row("GETQUOTA", GetQuotaCommand::read, USER);
        row("GETQUOTAROOT", GetQuotaRootCommand::read, USER);
        row("SETQUOTA", SetQuotaCommand::read, USER);
        row("GETACL", GetAclCommand::read, USER);
        row("SETACL", SetAclCommand::read, USER);
        row("DELETEACL", DeleteAclCommand::read, USER);
        row("LISTRIGHTS", ListRightsCommand::read, USER);
        row("MYRIGHTS", MyRightsCommand::read, USER);
        plain(PlainCommand.CHECK, SELECTED);
        plain(PlainCommand.CLOSE, SELECTED);
        plain(PlainCommand.UNSELECT, SELECTED);
        plain(PlainCommand.EXPUNGE, SELECTED);
        row("UID EXPUNGE", UidExpungeCommand::read, SELECTED);
        row("SEARCH", SearchCommand::read, SELECTED);
        row("UID SEARCH", SearchCommand::readUid, SELECTED);
        row("SORT", SortCommand::read, SELECTED);
        row("UID SORT", SortCommand::readUid, SELECTED);
        row("THREAD", ThreadCommand::read, SELECTED);
        row("UID THREAD", ThreadCommand::readUid, SELECTED);
        row("FETCH", FetchCommand::read, SELECTED);
        row("UID FETCH", FetchCommand::readUid, SELECTED);
        row("STORE", StoreCommand::read, SELECTED);
        row("UID STORE", StoreCommand::readUid, SELECTED);
        row("COPY", CopyCommand::readCopy, SELECTED);
        row("UID COPY", CopyCommand::readUidCopy, SELECTED);
        row("MOVE", CopyCommand::readMove, SELECTED);
        row("UID MOVE", CopyCommand::readUidMove, SELECTED);
        streamingRow("REPLACE", ReplaceCommand::read, SELECTED);
        streamingRow("UID REPLACE", ReplaceCommand::readUid, SELECTED);
    }

    private ImapCommandTable() {}

    private static void plain(PlainCommand command, Set<Phase> phases) {
        row(command.name(), in -> command, phases);
    }

    private static void row(String name, Reader reader, Set<Phase> phases) {
        ROWS.put(name, new Row(name, reader, phases, false));
    }

    private static void streamingRow(String name, Reader reader, Set<Phase> phases) {
        ROWS.put(name, new Row(name, reader, phases, true));
    }

    /// The row of the command whose name stands next, which is passed over; null for none.
    static @Nullable Row readName(ImapReader in) {
        String name = in.keyword();
        if (name.equals("UID")) {
            in.space();
            name = "UID " + in.keyword();
        }
        return ROWS.get(name);
    }

    static Iterable<Row> rows() { return ROWS.values(); }
}
