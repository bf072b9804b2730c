package org.rialto.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.smtp.SmtpState.Addressing;
import org.rialto.smtp.SmtpState.Chunking;
import org.rialto.smtp.SmtpState.Closed;
import org.rialto.smtp.SmtpState.Connected;
import org.rialto.smtp.SmtpState.Greeted;
import org.rialto.smtp.command.AuthHandler;
import org.rialto.smtp.command.BdatHandler;
import org.rialto.smtp.command.DataHandler;
import org.rialto.smtp.command.EhloHandler;
import org.rialto.smtp.command.HelpHandler;
import org.rialto.smtp.command.MailHandler;
import org.rialto.smtp.command.NoopHandler;
import org.rialto.smtp.command.QuitHandler;
import org.rialto.smtp.command.RcptHandler;
import org.rialto.smtp.command.RsetHandler;
import org.rialto.smtp.command.StartTlsHandler;
import org.rialto.smtp.command.VerifyHandler;
import org.rialto.smtp.wire.AuthCommand;
import org.rialto.smtp.wire.BdatCommand;
import org.rialto.smtp.wire.EhloCommand;
import org.rialto.smtp.wire.LineCursor;
import org.rialto.smtp.wire.MailCommand;
import org.rialto.smtp.wire.RcptCommand;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;

/// Every command: its verb, reader, handler and the states it is good in. RFC 5321 §4.1.
public final class SmtpCommandTable {

    /// What a handler is: answers one command, within its connection.
    @FunctionalInterface
    public interface Handler<C extends SmtpCommand> {
        SmtpReply handle(C command, SmtpConnection session) throws java.io.IOException;
    }

    /// @param syntaxStatus the enhanced status code when the line cannot be read
    public record Row<C extends SmtpCommand>(String verb, Class<C> type,
            Function<LineCursor, C> reader, Handler<C> handler, String syntaxStatus,
            Set<Class<? extends SmtpState>> states) {}

    private static final Set<Class<? extends SmtpState>> ALWAYS = Set.of(Connected.class,
            Greeted.class, Addressing.class, Chunking.class);

    // @formatter:off
    private static final List<Row<?>> ROWS = List.of(
        new Row<>("EHLO", EhloCommand.class, EhloCommand::readEhlo, EhloHandler::handle, "5.5.4", ALWAYS),
        new Row<>("HELO", EhloCommand.class, EhloCommand::readHelo, EhloHandler::handle, "5.5.4", ALWAYS),
        new Row<>("MAIL", MailCommand.class, MailCommand::read, MailHandler::handle, "5.1.7", Set.of(Greeted.class)),
        new Row<>("RCPT", RcptCommand.class, RcptCommand::read, RcptHandler::handle, "5.1.3", Set.of(Addressing.class)),
        new Row<>("DATA", SmtpCommand.Data.class, SmtpCommand.Data::read, DataHandler::handle, "5.5.4", Set.of(Addressing.class)),
        // In every state, because the chunk must be read in every state.
        new Row<>("BDAT", BdatCommand.class, BdatCommand::read, BdatHandler::handle, "5.5.4", ALWAYS),
        new Row<>("AUTH", AuthCommand.class, AuthCommand::read, AuthHandler::handle, "5.5.4", Set.of(Greeted.class)),
        new Row<>("RSET", SmtpCommand.Rset.class, SmtpCommand.Rset::read, RsetHandler::handle, "5.5.4", ALWAYS),
        new Row<>("NOOP", SmtpCommand.Noop.class, SmtpCommand.Noop::read, NoopHandler::handle, "5.5.4", ALWAYS),
        new Row<>("QUIT", SmtpCommand.Quit.class, SmtpCommand.Quit::read, QuitHandler::handle, "5.5.4", ALWAYS),
        new Row<>("HELP", SmtpCommand.Help.class, SmtpCommand.Help::read, HelpHandler::handle, "5.5.4", ALWAYS),
        new Row<>("VRFY", SmtpCommand.Vrfy.class, SmtpCommand.Vrfy::read, VerifyHandler::handleVrfy, "5.5.4", ALWAYS),
        new Row<>("EXPN", SmtpCommand.Expn.class, SmtpCommand.Expn::read, VerifyHandler::handleExpn, "5.5.4", ALWAYS),
        new Row<>("STARTTLS", SmtpCommand.StartTls.class, SmtpCommand.StartTls::read, StartTlsHandler::handle, "5.5.4", Set.of(Connected.class, Greeted.class)));
    // @formatter:on

    /// Commands of the standard that are not offered: obsolete, or somebody else's.
    private static final Set<String> NOT_IMPLEMENTED = Set.of("TURN", "ETRN", "SEND", "SOML",
            "SAML", "ATRN");

    /// What only a web browser or another confused or misused client says (RFC 5321 has none).
    private static final Set<String> OTHER_PROTOCOLS = Set.of("GET", "POST", "PUT", "HEAD",
            "CONNECT", "OPTIONS");

    private static final Map<String, Row<?>> BY_VERB = new HashMap<>();

    static {
        ROWS.forEach(row -> BY_VERB.put(row.verb(), row));
    }

    private SmtpCommandTable() {}

    public static List<Row<?>> rows() { return ROWS; }

    static @Nullable Row<?> find(String verb) { return BY_VERB.get(verb); }

    static SmtpReply unknown(LineCursor line, SmtpConnection session) {
        String verb = line.textFrom(0).toUpperCase(java.util.Locale.ROOT);
        if (NOT_IMPLEMENTED.contains(verb)) {
            return SmtpReply.of(502, "5.5.1", verb + " is not implemented");
        }
        if (OTHER_PROTOCOLS.contains(verb)) {
            session.become(new Closed());
            return SmtpReply.of(421, "4.7.0", "this is a mail server");
        }
        return SmtpReply.of(500, "5.5.1", "unknown command");
    }

    static SmtpReply outOfOrder(SmtpState state) {
        String text = switch (state) {
            case Connected _ -> "say EHLO first";
            case Greeted _ -> "begin with MAIL";
            case Addressing _ -> "a message is already begun";
            case Chunking _ -> "the message is already coming in chunks: BDAT or RSET";
            case Closed _ -> "the connection is closed";
        };
        return SmtpReply.of(503, "5.5.1", text);
    }
}
