package org.rialto.imap;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.command.AclHandler;
import org.rialto.imap.command.AppendHandler;
import org.rialto.imap.command.AuthenticateHandler;
import org.rialto.imap.command.CapabilityHandler;
import org.rialto.imap.command.CompressHandler;
import org.rialto.imap.command.CopyHandler;
import org.rialto.imap.command.CreateHandler;
import org.rialto.imap.command.DeleteHandler;
import org.rialto.imap.command.EnableHandler;
import org.rialto.imap.command.ExpungeHandler;
import org.rialto.imap.command.FetchHandler;
import org.rialto.imap.command.IdHandler;
import org.rialto.imap.command.IdleHandler;
import org.rialto.imap.command.ListHandler;
import org.rialto.imap.command.LoginHandler;
import org.rialto.imap.command.NamespaceHandler;
import org.rialto.imap.command.QuotaHandler;
import org.rialto.imap.command.RenameHandler;
import org.rialto.imap.command.ReplaceHandler;
import org.rialto.imap.command.SearchHandler;
import org.rialto.imap.command.SelectHandler;
import org.rialto.imap.command.SortHandler;
import org.rialto.imap.command.StartTlsHandler;
import org.rialto.imap.command.StatusHandler;
import org.rialto.imap.command.StoreHandler;
import org.rialto.imap.command.SubscribeHandler;
import org.rialto.imap.command.ThreadHandler;
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

/// Every command: its name, how its arguments are read, who does it, and when it is allowed.
final class ImapCommandTable {
    /// When a command is allowed. RFC 9051 §3.
    enum Phase {
        NOT_AUTHENTICATED, AUTHENTICATED, SELECTED
    }

    /// What else is to be known of a command.
    enum Trait {
        /// The handler goes on reading arguments (messages).
        STREAMS,
        /// Message numbers must stay as they are until it is answered (RFC 9051 §7.5.1).
        KEEPS_NUMBERS,
        /// Asks for news: look for changes whether an event came or not.
        LOOKS
    }

    /// Reads the arguments after the name.
    interface Reader<C extends Command> {
        C read(ImapReader in) throws IOException;
    }

    /// Does the command. Throws [org.rialto.imap.wire.Refusal] or `MailError` to refuse.
    interface Handler<C extends Command> {
        Completion handle(ImapSession session, C command) throws IOException;
    }

    /// Does a command without arguments.
    interface PlainHandler {
        Completion handle(ImapSession session) throws IOException;
    }

    record Row<C extends Command>(String name, Reader<C> reader, Handler<C> handler,
            Set<Phase> phases, Set<Trait> traits) {
        boolean streams() { return traits.contains(Trait.STREAMS); }

        boolean mayExpunge() { return !traits.contains(Trait.KEEPS_NUMBERS); }

        boolean looks() { return traits.contains(Trait.LOOKS); }
    }

    private static final Set<Phase> ANY = EnumSet.allOf(Phase.class);
    private static final Set<Phase> STRANGER = EnumSet.of(Phase.NOT_AUTHENTICATED);
    private static final Set<Phase> USER = EnumSet.of(Phase.AUTHENTICATED, Phase.SELECTED);
    private static final Set<Phase> SELECTED = EnumSet.of(Phase.SELECTED);
    private static final Map<String, Row<?>> ROWS = new LinkedHashMap<>();

    static {
        plain(PlainCommand.CAPABILITY, CapabilityHandler::handle, ANY);
        plain(PlainCommand.NOOP, session -> Completion.ok("NOOP done"), ANY, Trait.LOOKS);
        plain(PlainCommand.LOGOUT, ImapCommandTable::logOut, ANY);
        row("ID", IdCommand::read, IdHandler::handle, ANY);

        plain(PlainCommand.STARTTLS, StartTlsHandler::handle, STRANGER);
        row("AUTHENTICATE", AuthenticateCommand::read, AuthenticateHandler::handle, STRANGER);
        row("LOGIN", LoginCommand::read, LoginHandler::handle, STRANGER);

        row("ENABLE", EnableCommand::read, EnableHandler::handle, USER);
        row("COMPRESS", CompressCommand::read, CompressHandler::handle, USER);
        row("SELECT", SelectCommand::read, SelectHandler::handle, USER);
        row("EXAMINE", SelectCommand::readExamine, SelectHandler::handle, USER);
        row("CREATE", CreateCommand::read, CreateHandler::handle, USER);
        row("DELETE", DeleteCommand::read, DeleteHandler::handle, USER);
        row("RENAME", RenameCommand::read, RenameHandler::handle, USER);
        row("SUBSCRIBE", SubscribeCommand::read, SubscribeHandler::handle, USER);
        row("UNSUBSCRIBE", SubscribeCommand::readUnsubscribe, SubscribeHandler::handle, USER);
        row("LIST", ListCommand::read, ListHandler::handle, USER);
        row("LSUB", ListCommand::readLsub, ListHandler::handle, USER);
        plain(PlainCommand.NAMESPACE, NamespaceHandler::handle, USER);
        row("STATUS", StatusCommand::read, StatusHandler::handle, USER);
        row("APPEND", AppendCommand::read, AppendHandler::handle, USER, Trait.STREAMS,
                Trait.LOOKS);
        plain(PlainCommand.IDLE, IdleHandler::handle, USER);
        row("GETQUOTA", GetQuotaCommand::read, QuotaHandler::getQuota, USER);
        row("GETQUOTAROOT", GetQuotaRootCommand::read, QuotaHandler::getQuotaRoot, USER);
        row("SETQUOTA", SetQuotaCommand::read, QuotaHandler::setQuota, USER);
        row("GETACL", GetAclCommand::read, AclHandler::getAcl, USER);
        row("SETACL", SetAclCommand::read, AclHandler::setAcl, USER);
        row("DELETEACL", DeleteAclCommand::read, AclHandler::deleteAcl, USER);
        row("LISTRIGHTS", ListRightsCommand::read, AclHandler::listRights, USER);
        row("MYRIGHTS", MyRightsCommand::read, AclHandler::myRights, USER);

        plain(PlainCommand.CHECK, session -> Completion.ok("CHECK done"), SELECTED, Trait.LOOKS);
        plain(PlainCommand.CLOSE, ExpungeHandler::close, SELECTED);
        plain(PlainCommand.UNSELECT, ExpungeHandler::unselect, SELECTED);
        plain(PlainCommand.EXPUNGE, ExpungeHandler::expunge, SELECTED);
        row("UID EXPUNGE", UidExpungeCommand::read, ExpungeHandler::uidExpunge, SELECTED);
        row("SEARCH", SearchCommand::read, SearchHandler::handle, SELECTED, Trait.KEEPS_NUMBERS);
        row("UID SEARCH", SearchCommand::readUid, SearchHandler::handle, SELECTED);
        row("SORT", SortCommand::read, SortHandler::handle, SELECTED, Trait.KEEPS_NUMBERS);
        row("UID SORT", SortCommand::readUid, SortHandler::handle, SELECTED);
        row("THREAD", ThreadCommand::read, ThreadHandler::handle, SELECTED, Trait.KEEPS_NUMBERS);
        row("UID THREAD", ThreadCommand::readUid, ThreadHandler::handle, SELECTED);
        row("FETCH", FetchCommand::read, FetchHandler::handle, SELECTED, Trait.KEEPS_NUMBERS);
        row("UID FETCH", FetchCommand::readUid, FetchHandler::handle, SELECTED);
        row("STORE", StoreCommand::read, StoreHandler::handle, SELECTED, Trait.KEEPS_NUMBERS);
        row("UID STORE", StoreCommand::readUid, StoreHandler::handle, SELECTED);
        row("COPY", CopyCommand::readCopy, CopyHandler::handle, SELECTED, Trait.LOOKS);
        row("UID COPY", CopyCommand::readUidCopy, CopyHandler::handle, SELECTED, Trait.LOOKS);
        row("MOVE", CopyCommand::readMove, CopyHandler::handle, SELECTED);
        row("UID MOVE", CopyCommand::readUidMove, CopyHandler::handle, SELECTED);
        row("REPLACE", ReplaceCommand::read, ReplaceHandler::handle, SELECTED, Trait.STREAMS,
                Trait.LOOKS);
        row("UID REPLACE", ReplaceCommand::readUid, ReplaceHandler::handle, SELECTED,
                Trait.STREAMS, Trait.LOOKS);
    }

    private ImapCommandTable() {}

    private static void plain(PlainCommand command, PlainHandler handler, Set<Phase> phases,
            Trait... traits) {
        row(command.name(), in -> command, (session, same) -> handler.handle(session), phases,
                traits);
    }

    private static <C extends Command> void row(String name, Reader<C> reader, Handler<C> handler,
            Set<Phase> phases, Trait... traits) {
        ROWS.put(name, new Row<>(name, reader, handler, phases, Set.of(traits)));
    }

    /// LOGOUT. RFC 9051 §6.1.3.
    private static Completion logOut(ImapSession session) throws IOException {
        session.out().status("*", "BYE", null, "Goodbye");
        session.logOut();
        return Completion.ok("LOGOUT done");
    }

    /// The row of the command whose name stands next, which is passed over; null for none.
    static @Nullable Row<?> readName(ImapReader in) {
        String name = in.keyword();
        if (name.equals("UID")) {
            in.space();
            name = "UID " + in.keyword();
        }
        return ROWS.get(name);
    }

    static Iterable<Row<?>> rows() { return ROWS.values(); }
}
