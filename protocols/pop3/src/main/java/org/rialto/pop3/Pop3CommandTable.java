package org.rialto.pop3;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.pop3.Pop3State.Authorization;
import org.rialto.pop3.Pop3State.Transaction;
import org.rialto.pop3.command.CapaHandler;
import org.rialto.pop3.command.DeleHandler;
import org.rialto.pop3.command.LangHandler;
import org.rialto.pop3.command.ListHandler;
import org.rialto.pop3.command.LoginHandler;
import org.rialto.pop3.command.NoopHandler;
import org.rialto.pop3.command.QuitHandler;
import org.rialto.pop3.command.RetrHandler;
import org.rialto.pop3.command.RsetHandler;
import org.rialto.pop3.command.StatHandler;
import org.rialto.pop3.command.StlsHandler;
import org.rialto.pop3.command.Utf8Handler;
import org.rialto.pop3.wire.CommandLine;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// Every command: its keyword, reader, handler and the states it is good in.
public final class Pop3CommandTable {

    /// What a handler is: answers one command, within its connection.
    @FunctionalInterface
    public interface Handler<C extends Pop3Command> {
        Pop3Reply handle(C command, Pop3Connection session) throws IOException;
    }

    public record Row<C extends Pop3Command>(String keyword, Class<C> type,
            Function<CommandLine, C> reader, Handler<C> handler,
            Set<Class<? extends Pop3State>> states) {}

    private static final Set<Class<? extends Pop3State>> BEFORE = Set.of(Authorization.class);
    private static final Set<Class<? extends Pop3State>> AFTER = Set.of(Transaction.class);
    private static final Set<Class<? extends Pop3State>> BOTH = Set.of(Authorization.class,
            Transaction.class);

    // @formatter:off
    private static final List<Row<?>> ROWS = List.of(
        new Row<>("USER", Pop3Command.User.class, Pop3Command.User::read, LoginHandler::handleUser, BEFORE),
        new Row<>("PASS", Pop3Command.Pass.class, Pop3Command.Pass::read, LoginHandler::handlePass, BEFORE),
        new Row<>("AUTH", Pop3Command.Auth.class, Pop3Command.Auth::read, LoginHandler::handleAuth, BEFORE),
        new Row<>("STLS", Pop3Command.Stls.class, Pop3Command.Stls::read, StlsHandler::handle, BEFORE),
        new Row<>("UTF8", Pop3Command.Utf8.class, Pop3Command.Utf8::read, Utf8Handler::handle, BEFORE),
        new Row<>("CAPA", Pop3Command.Capa.class, Pop3Command.Capa::read, CapaHandler::handle, BOTH),
        new Row<>("LANG", Pop3Command.Lang.class, Pop3Command.Lang::read, LangHandler::handle, BOTH),
        new Row<>("QUIT", Pop3Command.Quit.class, Pop3Command.Quit::read, QuitHandler::handle, BOTH),
        new Row<>("STAT", Pop3Command.Stat.class, Pop3Command.Stat::read, StatHandler::handle, AFTER),
        new Row<>("LIST", Pop3Command.Listing.class, Pop3Command.Listing::read, ListHandler::handleList, AFTER),
        new Row<>("UIDL", Pop3Command.Uidl.class, Pop3Command.Uidl::read, ListHandler::handleUidl, AFTER),
        new Row<>("RETR", Pop3Command.Retr.class, Pop3Command.Retr::read, RetrHandler::handleRetr, AFTER),
        new Row<>("TOP", Pop3Command.Top.class, Pop3Command.Top::read, RetrHandler::handleTop, AFTER),
        new Row<>("DELE", Pop3Command.Dele.class, Pop3Command.Dele::read, DeleHandler::handle, AFTER),
        new Row<>("RSET", Pop3Command.Rset.class, Pop3Command.Rset::read, RsetHandler::handle, AFTER),
        new Row<>("NOOP", Pop3Command.Noop.class, Pop3Command.Noop::read, NoopHandler::handle, AFTER));
    // @formatter:on

    private static final Map<String, Row<?>> BY_KEYWORD = new HashMap<>();

    static {
        ROWS.forEach(row -> BY_KEYWORD.put(row.keyword(), row));
    }

    private Pop3CommandTable() {}

    public static List<Row<?>> rows() { return ROWS; }

    static @Nullable Row<?> find(String keyword) { return BY_KEYWORD.get(keyword); }
}
