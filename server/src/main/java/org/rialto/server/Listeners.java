package org.rialto.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ListenerSettings;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TcpListener;
import org.rialto.imap.ImapConfiguration;
import org.rialto.imap.ImapServer;
import org.rialto.imap.wire.ImapLimits;
import org.rialto.pop3.Maildrops;
import org.rialto.pop3.Pop3Configuration;
import org.rialto.pop3.Pop3Limits;
import org.rialto.pop3.Pop3Server;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.ListenAddress;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;
import org.rialto.smtp.SmtpConfiguration;
import org.rialto.smtp.SmtpLimits;
import org.rialto.smtp.SmtpRole;
import org.rialto.smtp.SmtpServer;
import org.rialto.smtp.authentication.MessageAuthentication;
import org.rialto.smtp.authentication.ResolverDns;
import org.rialto.transport.Transport;

/// Opens a listener of its protocol for each address of the `listen` section.
final class Listeners {
    private final Configuration configuration;
    private final Rooms rooms;
    private final Transport transport;
    private final ServerTls tls;
    private final int portOffset;
    private final String hostName;
    private final ListenerLimits limits;
    private final List<TcpListener> opened;

    /// @param opened every listener is added as soon as it is open, so that a failure of a later
    ///        one leaves none behind
    Listeners(Configuration configuration, Rooms rooms, Transport transport, ServerTls tls,
            int portOffset, List<TcpListener> opened) {
        this.configuration = configuration;
        this.rooms = rooms;
        this.transport = transport;
        this.tls = tls;
        this.portOffset = portOffset;
        this.opened = opened;
        this.hostName = MailFlow.hostName(configuration);
        this.limits = new ListenerLimits(configuration.get(Settings.CONNECTIONS),
                configuration.get(Settings.CONNECTIONS_PER_ADDRESS),
                configuration.get(Settings.CONNECTIONS_PER_MINUTE), true);
    }

    void open() throws IOException {
        smtp(Settings.LISTEN_SMTP, false, SmtpRole.RECEIVING);
        smtp(Settings.LISTEN_SUBMISSION, false, SmtpRole.SUBMISSION);
        smtp(Settings.LISTEN_SUBMISSIONS, true, SmtpRole.SUBMISSION);
        imap(Settings.LISTEN_IMAP, false);
        imap(Settings.LISTEN_IMAPS, true);
        Maildrops maildrops = new Maildrops();
        pop3(Settings.LISTEN_POP3, false, maildrops);
        pop3(Settings.LISTEN_POP3S, true, maildrops);
    }

    /// A listener is called by the last word of its setting.
    private static String name(Setting<?> setting) {
        return setting.key().substring(setting.key().indexOf('.') + 1);
    }

    private List<InetSocketAddress> addresses(Setting<List<ListenAddress>> setting)
            throws IOException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (ListenAddress address : configuration.get(setting)) {
            addresses.add(address.plus(portOffset).resolve());
        }
        return addresses;
    }

    private void smtp(Setting<List<ListenAddress>> setting, boolean implicitTls, SmtpRole role)
            throws IOException {
        String domain = rooms.directory().defaultDomain().map(found -> found.name())
                .orElse(hostName);
        SmtpLimits standard = SmtpLimits.DEFAULT;
        SmtpLimits smtpLimits = new SmtpLimits(configuration.get(Settings.MESSAGE_SIZE),
                standard.headerOctets(), configuration.get(Settings.SMTP_RECIPIENTS),
                configuration.get(Settings.SMTP_MESSAGES), configuration.get(Settings.SMTP_ERRORS),
                standard.refusedRecipients(), standard.idleCommands(),
                configuration.get(Settings.HOPS), standard.commandLineOctets(),
                millis(Settings.SMTP_IDLE), standard.commandTimeoutMillis(),
                millis(Settings.SMTP_DATA_TIME), configuration.get(Settings.SMTP_DATA_RATE),
                standard.dataGraceMillis());
        MessageAuthentication authentication = new MessageAuthentication(
                new MessageAuthentication.Configuration(configuration.get(Settings.SMTP_VERIFY),
                        true, configuration.get(Settings.SMTP_REJECT_SPF_FAIL),
                        configuration.get(Settings.SMTP_FOLLOW_DMARC),
                        MessageAuthentication.Configuration.DEFAULT.signatures(),
                        MessageAuthentication.Configuration.DEFAULT.timeout()),
                new ResolverDns(configuration.get(Settings.NAME_SERVERS),
                        configuration.get(Settings.DNS_TIMEOUT)));
        for (InetSocketAddress address : addresses(setting)) {
            opened.add(SmtpServer.listen(new SmtpConfiguration(name(setting), address, tls,
                    implicitTls, limits, role, hostName, domain, false, smtpLimits), transport,
                    rooms.authenticator(), authentication).listener());
        }
    }

    private void imap(Setting<List<ListenAddress>> setting, boolean implicitTls)
            throws IOException {
        ImapConfiguration standard = ImapConfiguration.forHost(hostName);
        ImapLimits wire = ImapLimits.DEFAULT;
        ImapConfiguration imap = new ImapConfiguration(hostName,
                new ImapLimits(wire.maxLineBytes(), wire.maxCommandBytes(),
                        wire.maxLiteralBytes(), wire.maxDiscardBytes(), wire.maxNesting(),
                        wire.maxListItems(), configuration.get(Settings.MESSAGE_SIZE)),
                standard.strangerTimeout(), millis(Settings.IMAP_IDLE),
                millis(Settings.IMAP_KEEP_ALIVE), standard.minimumRate());
        ImapServer server = new ImapServer(imap, rooms.authenticator(), rooms.directory(),
                rooms.mailboxes(), rooms.store().blobs());
        for (InetSocketAddress address : addresses(setting)) {
            opened.add(TcpListener.open(new ListenerSettings(name(setting), address, tls,
                    implicitTls, limits, "* BYE too many connections, try again later\r\n",
                    "* BYE the server is shutting down\r\n", imap.strangerTimeout()), server));
        }
    }

    private void pop3(Setting<List<ListenAddress>> setting, boolean implicitTls,
            Maildrops maildrops) throws IOException {
        Pop3Limits standard = Pop3Limits.DEFAULT;
        Pop3Limits pop3Limits = new Pop3Limits(standard.commandLineOctets(), standard.errors(),
                millis(Settings.POP3_IDLE), standard.loginTimeoutMillis(),
                standard.commandTimeoutMillis());
        for (InetSocketAddress address : addresses(setting)) {
            opened.add(Pop3Server.listen(new Pop3Configuration(name(setting), address, tls,
                    implicitTls, limits, hostName, pop3Limits), rooms.authenticator(),
                    rooms.mailboxes(), rooms.store().blobs(), maildrops).listener());
        }
    }

    private int millis(Setting<java.time.Duration> setting) {
        return (int) Math.min(Integer.MAX_VALUE, configuration.get(setting).toMillis());
    }
}
