package org.rialto.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rialto.directory.telephone.PinPolicy;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.protocols.rops.engine.RopLimits;
import org.rialto.transport.queue.RetrySchedule;

/// Every key there is, in the order in which `rialto config` shows them. A new key is a row here.
public final class Settings {
    private static final List<Setting<?>> ROWS = new ArrayList<>();

    // ---- server
    public static final Setting<String> HOSTNAME = text("server.hostname", "",
            "The name this server calls itself: in greetings, in Received headers, and in what it"
                    + " tells clients. Empty: the machine's own name.");
    public static final Setting<Duration> DRAIN = time("server.drain", Duration.ofSeconds(10),
            "How long commands at hand may take when the server stops, before they are cut.");

    // ---- database
    public static final Setting<String> DATABASE_URL = text("database.url", "",
            "Where the data lives. Empty: SQLite in the home's data directory."
                    + " PostgreSQL: \"postgresql://HOST:PORT/DATABASE\".");
    public static final Setting<String> DATABASE_USER = text("database.user", "",
            "PostgreSQL user name.");
    public static final Setting<String> DATABASE_PASSWORD_FILE = text("database.password-file", "",
            "File whose first line is the PostgreSQL password. Relative to the home.");

    // ---- tls
    public static final Setting<String> TLS_CERTIFICATE = text("tls.certificate", "tls/cert.pem",
            "PEM file with the certificate chain, the server's own first. Relative to the home."
                    + " Read again when it has changed.");
    public static final Setting<String> TLS_KEY = text("tls.key", "tls/key.pem",
            "PEM file with the private key, not encrypted. Relative to the home.");

    // ---- acme
    public static final Setting<String> ACME_DIRECTORY = text("acme.directory", "",
            "Address of an ACME authority's directory, such as"
                    + " \"https://acme-v02.api.letsencrypt.org/directory\": the certificate comes from"
                    + " there and is renewed in time, into the file of tls.certificate and without a"
                    + " restart. The authority must reach port 80 of every name. Empty: you bring the"
                    + " certificate.");
    public static final Setting<List<String>> ACME_NAMES = add(new Setting<>("acme.names",
            new SettingType.Several<>(new SettingType.Text()), List.of(),
            "Names in the certificate. Empty: server.hostname."));
    public static final Setting<String> ACME_CONTACT = text("acme.contact", "",
            "Mail address that the authority may write to.");
    public static final Setting<Boolean> ACME_AGREE = add(new Setting<>("acme.agree-to-terms",
            new SettingType.Switch(), false,
            "Whether you agree to the authority's terms of service, without which it gives none."));
    public static final Setting<String> ACME_ACCOUNT_KEY = text("acme.account-key",
            "tls/acme-account.pem", "PEM file with the key of the account there, made at first use."
                    + " Relative to the home.");

    // ---- listen
    public static final Setting<List<ListenAddress>> LISTEN_SMTP = listen("smtp", "*:25",
            "Mail from other servers (SMTP with STARTTLS). An empty list listens nowhere.");
    public static final Setting<List<ListenAddress>> LISTEN_SUBMISSION = listen("submission",
            "*:587", "Mail from users' programs (SMTP with STARTTLS and a password).");
    public static final Setting<List<ListenAddress>> LISTEN_SUBMISSIONS = listen("submissions",
            "*:465", "Mail from users' programs (SMTP inside TLS).");
    public static final Setting<List<ListenAddress>> LISTEN_IMAP = listen("imap", "*:143",
            "IMAP with STARTTLS.");
    public static final Setting<List<ListenAddress>> LISTEN_IMAPS = listen("imaps", "*:993",
            "IMAP inside TLS.");
    public static final Setting<List<ListenAddress>> LISTEN_POP3 = listen("pop3", "*:110",
            "POP3 with STLS.");
    public static final Setting<List<ListenAddress>> LISTEN_POP3S = listen("pop3s", "*:995",
            "POP3 inside TLS.");
    public static final Setting<List<ListenAddress>> LISTEN_HTTPS = listen("https", "*:443",
            "Outlook, telephones, programs and browsers (HTTP inside TLS).");
    public static final Setting<List<ListenAddress>> LISTEN_HTTP = listen("http", "*:80",
            "HTTP in the clear: sends who comes from elsewhere to https, and serves everything to"
                    + " this machine only.");
    public static final Setting<List<ListenAddress>> LISTEN_SIP = listen("sip", "*:5060",
            "Telephones and telephone exchanges (SIP over TCP). Never UDP.");
    public static final Setting<List<ListenAddress>> LISTEN_SIPS = listen("sips", "*:5061",
            "Telephones and telephone exchanges (SIP inside TLS).");
    public static final Setting<List<ListenAddress>> LISTEN_METRICS = listen("metrics",
            "127.0.0.1:2081", "/health and /metrics. Not protected: keep it on loopback or behind"
                    + " a firewall.");

    // ---- limits
    public static final Setting<Integer> CONNECTIONS = count("limits.connections", 20_000, 1,
            1_000_000, "Connections open at once, for each listener.");
    public static final Setting<Integer> CONNECTIONS_PER_ADDRESS = count(
            "limits.connections-per-address", 100, 0, 1_000_000,
            "Connections open at once from one address, for each listener; 0 for no limit. This"
                    + " machine itself is exempt.");
    public static final Setting<Integer> CONNECTIONS_PER_MINUTE = count(
            "limits.connections-per-address-per-minute", 600, 0, 1_000_000,
            "New connections a minute from one address, for each listener; 0 for no limit.");
    public static final Setting<Long> MESSAGE_SIZE = size("limits.message-size", 150L << 20,
            "The largest message that is accepted, by every protocol.");

    // ---- login
    public static final Setting<Boolean> PASSWORD_CHANGE_ENDS_SESSIONS = add(new Setting<>(
            "login.password-change-ends-sessions", new SettingType.Switch(), true,
            "Whether connections that logged in with the old password end when it is changed."
                    + " Those that used an app password go on until that is removed."));

    // ---- oauth
    public static final Setting<String> OAUTH_ISSUER = text("oauth.issuer", "",
            "The exact issuer (\"iss\") of access tokens that log users in by OAUTHBEARER, XOAUTH2"
                    + " and HTTP Bearer. Empty: tokens are not offered.");
    public static final Setting<String> OAUTH_AUDIENCE = text("oauth.audience", "",
            "What the tokens' \"aud\" must hold: this server's name at the issuer.");
    public static final Setting<String> OAUTH_KEYS = text("oauth.keys", "",
            "The issuer's public keys, a JWK set: an https address, read again as keys change, or a"
                    + " file. Relative to the home.");
    public static final Setting<String> OAUTH_CLAIM = text("oauth.claim", "preferred_username",
            "The claim that names the user as at a log-in: preferred_username, upn or email.");
    public static final Setting<String> OAUTH_SCOPE = text("oauth.scope", "",
            "A scope that tokens must have. Empty: any.");

    // ---- smtp
    public static final Setting<Integer> SMTP_RECIPIENTS = count("smtp.recipients", 1000, 1,
            100_000, "Recipients of one message.");
    public static final Setting<Integer> SMTP_MESSAGES = count("smtp.messages-per-connection", 0, 0,
            1_000_000, "Messages of one connection; 0 for no limit.");
    public static final Setting<Integer> SMTP_ERRORS = count("smtp.errors-per-connection", 20, 1,
            10_000, "Refused commands before a connection is ended.");
    public static final Setting<Duration> SMTP_IDLE = time("smtp.idle-timeout",
            Duration.ofMinutes(5), "How long a client may be silent; RFC 5321 asks for 5 minutes.");
    public static final Setting<Duration> SMTP_DATA_TIME = time("smtp.data-time",
            Duration.ofHours(1), "How long the data of one message may take.");
    public static final Setting<Integer> SMTP_DATA_RATE = count("smtp.data-bytes-per-second", 500,
            0, 1_000_000, "The slowest average rate of message data; 0 for any.");
    public static final Setting<Boolean> SMTP_VERIFY = add(new Setting<>("smtp.verify",
            new SettingType.Switch(), true,
            "Whether SPF, DKIM and DMARC of mail from elsewhere are verified and noted in"
                    + " Authentication-Results. Mail from this machine itself is left out."));
    public static final Setting<Boolean> SMTP_FOLLOW_DMARC = add(new Setting<>(
            "smtp.follow-dmarc", new SettingType.Switch(), true,
            "Whether mail is refused when its author's domain asks for that by DMARC."));
    public static final Setting<Boolean> SMTP_REJECT_SPF_FAIL = add(new Setting<>(
            "smtp.reject-spf-fail", new SettingType.Switch(), false,
            "Whether mail is refused on an SPF \"fail\" alone. Off, because forwarders fail SPF."));

    // ---- imap, pop3
    public static final Setting<Duration> IMAP_IDLE = time("imap.idle-timeout",
            Duration.ofMinutes(31), "How long a client that has logged in may be silent;"
                    + " RFC 9051 asks for 30 minutes or more.");
    public static final Setting<Duration> IMAP_KEEP_ALIVE = time("imap.keep-alive",
            Duration.ofMinutes(2), "How often an idling client is told that the server is there,"
                    + " so that no firewall forgets the connection.");
    public static final Setting<Duration> POP3_IDLE = time("pop3.idle-timeout",
            Duration.ofMinutes(10), "How long a client may be silent; RFC 1939 asks for 10 minutes"
                    + " or more.");

    // ---- http
    public static final Setting<Integer> HTTP_REQUESTS = count("http.requests", 500, 1, 100_000,
            "Requests at work at once, over all HTTP listeners. Those that only wait for news do"
                    + " not count.");
    public static final Setting<Integer> HTTP_REQUESTS_PER_ADDRESS = count(
            "http.requests-per-address", 50, 0, 100_000,
            "Requests at work at once from one address; 0 for no limit. This machine itself is"
                    + " exempt.");
    public static final Setting<Duration> HTTP_IDLE = time("http.idle-timeout",
            Duration.ofMinutes(2), "How long a connection may be silent, in the middle of a request"
                    + " or between two.");
    public static final Setting<Integer> HTTP_BODY_RATE = count("http.body-bytes-per-second", 500,
            0, 1_000_000, "The slowest average rate of a request's body; 0 for any.");
    public static final Setting<Boolean> HTTP_ACCESS_LOG = add(new Setting<>("http.access-log",
            new SettingType.Switch(), true,
            "Whether each request is logged: who, path, status, bytes, time; no query, no secrets."));
    public static final Setting<Boolean> HTTP_ANNOUNCE_EWS = add(new Setting<>(
            "http.announce-ews", new SettingType.Switch(), false,
            "Whether Autodiscover tells clients the address of Exchange Web Services. Off, because"
                    + " only the operations of unified messaging are there: a mail program that"
                    + " would have its mail from them would make an account without any."));

    // ---- mapi
    public static final Setting<Integer> MAPI_CONTEXTS = count("mapi.contexts", 10_000, 1, 60_000,
            "Session contexts (connected MAPI clients; Outlook has a few for each mailbox) at a"
                    + " time, over all users.");
    public static final Setting<Integer> MAPI_CONTEXTS_PER_USER = count("mapi.contexts-per-user",
            64, 1, 60_000, "Session contexts of one user at a time. One more ends the one that has"
                    + " been idle for longest.");
    public static final Setting<Duration> MAPI_IDLE = time("mapi.idle-timeout",
            Duration.ofMinutes(15), "After how long without a request a session context ends.");
    public static final Setting<Duration> MAPI_NOTIFICATION_WAIT = time("mapi.notification-wait",
            Duration.ofMinutes(5), "How long a client waits for news before it has to ask again.");
    public static final Setting<Duration> MAPI_KEEP_ALIVE = time("mapi.keep-alive",
            Duration.ofSeconds(15), "How often a client whose request takes its time is told that"
                    + " the server is at it, so that no proxy gives up.");
    public static final Setting<Duration> MAPI_PROMPT = time("mapi.prompt", Duration.ofMillis(200),
            "How long a request may take before the client is told that it goes on; what is done by"
                    + " then is answered whole.");
    public static final Setting<Integer> MAPI_LOGONS = mapi("logons", RopLimits.DEFAULT.logons(),
            "Mailboxes");
    public static final Setting<Integer> MAPI_FOLDERS = mapi("folders",
            RopLimits.DEFAULT.folders(), "Folders");
    public static final Setting<Integer> MAPI_TABLES = mapi("tables", RopLimits.DEFAULT.tables(),
            "Tables");
    public static final Setting<Integer> MAPI_MESSAGES = mapi("messages",
            RopLimits.DEFAULT.messages(), "Messages");
    public static final Setting<Integer> MAPI_ATTACHMENTS = mapi("attachments",
            RopLimits.DEFAULT.attachments(), "Attachments");
    public static final Setting<Integer> MAPI_STREAMS = mapi("streams",
            RopLimits.DEFAULT.streams(), "Streams");
    public static final Setting<Integer> MAPI_TRANSFERS = mapi("transfers",
            RopLimits.DEFAULT.transfers(), "Fast transfers and synchronisations");
    public static final Setting<Integer> MAPI_SUBSCRIPTIONS = mapi("subscriptions",
            RopLimits.DEFAULT.subscriptions(), "Subscriptions to notifications");
    public static final Setting<Long> MAPI_TRANSFER_MEMORY = size("mapi.transfer-memory",
            RopLimits.DEFAULT.transferBytes(),
            "How much memory the transfers of one session context"
                    + " may hold between two requests; all together at most a quarter of the"
                    + " heap.");
    public static final Setting<Long> MAPI_TABLE_MEMORY = size("mapi.table-memory",
            RopLimits.DEFAULT.tableBytes(),
            "How much memory the sorted rows of the open tables of one session context may hold;"
                    + " those of all together at most a third of the heap.");
    public static final Setting<Long> MAPI_OBJECT_MEMORY = size("mapi.object-memory",
            RopLimits.DEFAULT.objectBytes(),
            "How much memory the messages and attachments may take that one session context has"
                    + " open; all together at most a quarter of the heap.");
    public static final Setting<Long> MAPI_OBJECT_DISK = size("mapi.object-disk",
            RopLimits.DEFAULT.objectDiskBytes(),
            "How long those values may be together that one session context has written and not"
                    + " saved yet, and that are too long for memory: they are in a temporary file."
                    + " All together at most half of what is free there at the start.");
    public static final Setting<Integer> MAPI_OPENINGS = count("mapi.openings",
            RopLimits.DEFAULT.openings(), 1, 1_000_000,
            "How many messages one request may open to look for text in bodies that the full-text"
                    + " index does not have yet, or to show them in tables; more is refused as too"
                    + " complex.");

    // ---- search
    public static final Setting<Boolean> SEARCH_DOCUMENTS = add(new Setting<>("search.documents",
            new SettingType.Switch(), true,
            "Whether the text of attached documents (PDF, Office, RTF) is indexed. A process of its"
                    + " own reads them, of 256 MB at most, when there are any."));

    // ---- ntlm
    public static final Setting<Boolean> NTLM = add(new Setting<>("ntlm.enabled",
            new SettingType.Switch(), false,
            "Whether users may log in by NTLM (version 2), in HTTP also by Negotiate. It needs a"
                    + " hash that is as good as the password, kept encrypted beside it; turning"
                    + " this off removes those. After turning it on, each user's first log-in must"
                    + " be with the password itself."));
    public static final Setting<String> NTLM_KEY = text("ntlm.key-file", "keys/ntlm.key",
            "The key for those hashes; made when missing. Relative to the home. Servers that share"
                    + " a database must share it; it does not belong in the database's backup.");
    public static final Setting<String> NTLM_CHANNEL_BINDING = add(
            new Setting<>("ntlm.channel-binding",
                    new SettingType.Choice(List.of("off", "allow", "require")), "allow",
                    "Whether an NTLM log-in must name the TLS connection it belongs to, so that it"
                            + " cannot be relayed (extended protection): never looked at, checked"
                            + " where the client sends it, or always there. \"off\" behind a proxy"
                            + " that ends TLS."));

    // ---- kerberos
    public static final Setting<String> KERBEROS_KEYTAB = text("kerberos.keytab", "",
            "The file with the keys of the service HTTP/host at a Kerberos realm or Active"
                    + " Directory: then users log in to HTTP by their tickets (Negotiate), without"
                    + " a password. Empty: not at all. Relative to the home.");
    public static final Setting<String> KERBEROS_PRINCIPAL = text("kerberos.principal", "",
            "The service that tickets must be for, as HTTP/mail.example.com@EXAMPLE.COM. Empty: any"
                    + " that the keytab has a key of.");
    public static final Setting<String> KERBEROS_REALMS = text("kerberos.realms", "",
            "Whose users log in, as REALM=domain, with commas between: alice@REALM is the user"
                    + " alice of that domain. Empty: each realm that has the name of a domain in"
                    + " capitals.");
    public static final Setting<String> KERBEROS_CHANNEL_BINDING = add(
            new Setting<>("kerberos.channel-binding",
                    new SettingType.Choice(List.of("off", "require")), "off",
                    "Whether a ticket must name the TLS connection that it comes on, so that it"
                            + " cannot be relayed. Windows names it, curl and browsers elsewhere do"
                            + " not. \"off\" behind a proxy that ends TLS."));

    // ---- transport
    public static final Setting<String> POSTMASTER = text("transport.postmaster", "",
            "Who reads mail to postmaster and abuse, where nobody has that address. Empty: the"
                    + " first administrator.");
    public static final Setting<String> JOURNAL = text("transport.journal", "",
            "The address that gets a report of every message, with its envelope and the message"
                    + " itself. Empty: no journal.");
    public static final Setting<Boolean> OWN_SENDERS_ONLY = add(new Setting<>(
            "transport.own-senders-only", new SettingType.Switch(), false,
            "Whether mail from elsewhere that claims a sender of this server's domains is refused."
                    + " Off, because mailing lists and forwarders may do so honestly."));
    public static final Setting<Boolean> FOREIGN_SENDERS = add(new Setting<>(
            "transport.foreign-senders", new SettingType.Switch(), false,
            "Whether users may send with an address that is not this server's."));
    public static final Setting<Integer> HOPS = count("transport.hops", 60, 10, 1000,
            "Received fields after which a message is taken for a loop.");
    public static final Setting<Long> RULES_SIZE = size("rules.folder-size",
            RuleLimits.DEFAULT.folderBytes(),
            "The rules of one folder together; those beyond it are kept but not carried out.");
    public static final Setting<Integer> RULES_RECIPIENTS = count("rules.recipients",
            RuleLimits.DEFAULT.recipients(), 0, 100_000,
            "Recipients that one rule may forward or answer to; 0: rules send nothing.");
    public static final Setting<Integer> RULES_MESSAGES = count("rules.automatic-messages",
            RuleLimits.DEFAULT.automaticMessages(), 0, 1000,
            "Messages that the rules of one mailbox may send for one that comes.");
    public static final Setting<Integer> RULES_HOPS = count("rules.hops",
            RuleLimits.DEFAULT.hops(), 1, 100,
            "Mailboxes whose rules may forward a message one after the other.");
    public static final Setting<List<Duration>> RETRY_DELAYS = add(new Setting<>(
            "transport.retry-delays", new SettingType.Several<>(new SettingType.Time()),
            RetrySchedule.STANDARD.delays(),
            "How long to wait after the first, second, … failed attempt; the last one repeats."));
    public static final Setting<Duration> RETRY_MAXIMUM_AGE = time("transport.maximum-age",
            RetrySchedule.STANDARD.maximumAge(),
            "A message that could not be delivered for so long goes back to its sender.");
    public static final Setting<Duration> DELAY_NOTICE = time("transport.delay-notice",
            RetrySchedule.STANDARD.delayNotice(),
            "After how long a sender is told that a message is late.");
    public static final Setting<String> NODE = text("transport.node", "main",
            "Names this process among those that share one PostgreSQL database.");

    // ---- outbound
    public static final List<String> SMART_HOST_TLS_WORDS = List.of("none", "opportunistic",
            "required", "verified", "implicit");
    public static final Setting<String> SMART_HOST = text("outbound.smart-host", "",
            "HOST or HOST:PORT (587) that takes all mail for elsewhere. Empty: straight to the"
                    + " mail exchangers of each domain.");
    public static final Setting<String> SMART_HOST_TLS = add(
            new Setting<>("outbound.smart-host-tls",
                    new SettingType.Choice(SMART_HOST_TLS_WORDS),
                    "verified", "How the connection to the smart host is protected:"
                            + " STARTTLS as far as the word says, or TLS from the start."));
    public static final Setting<String> SMART_HOST_USER = text("outbound.smart-host-user", "",
            "User name at the smart host.");
    public static final Setting<String> SMART_HOST_PASSWORD_FILE = text(
            "outbound.smart-host-password-file", "",
            "File whose first line is the password there. Relative to the home.");
    public static final Setting<List<String>> OUTBOUND_ROUTES = add(new Setting<>(
            "outbound.routes", new SettingType.Several<>(new SettingType.Text()), List.of(),
            "Smart hosts of single domains: \"DOMAIN=HOST[:PORT] [TLS [USER PASSWORD-FILE]]\", TLS"
                    + " as in smart-host-tls. \".example.com\" is for everything below"
                    + " example.com."));
    public static final Setting<String> OUTBOUND_TLS = add(new Setting<>("outbound.tls",
            new SettingType.Choice(List.of("none", "opportunistic", "required", "verified")),
            "opportunistic", "How connections to mail exchangers are protected."));
    public static final Setting<Integer> OUTBOUND_PORT = count("outbound.port", 25, 1, 65535,
            "The port of mail exchangers.");
    public static final Setting<Integer> OUTBOUND_SESSIONS = count("outbound.sessions", 200, 1,
            10_000, "Sessions with other servers at a time.");
    public static final Setting<Integer> OUTBOUND_SESSIONS_PER_DESTINATION = count(
            "outbound.sessions-per-destination", 10, 1, 1000,
            "Sessions at a time with one destination.");
    public static final Setting<Integer> OUTBOUND_RECIPIENTS = count(
            "outbound.recipients-per-message", 100, 1, 10_000,
            "Recipients in one transaction with another server.");
    public static final Setting<List<String>> OUTBOUND_TLS_BY_DOMAIN = add(new Setting<>(
            "outbound.tls-by-domain", new SettingType.Several<>(new SettingType.Text()), List.of(),
            "Exceptions from outbound.tls, each DOMAIN=none, opportunistic, required or verified;"
                    + " .DOMAIN is all below it."));
    public static final Setting<List<String>> OUTBOUND_RATES = add(new Setting<>(
            "outbound.messages-per-minute", new SettingType.Several<>(new SettingType.Text()),
            List.of(), "Domains that want their mail slowly, each DOMAIN=NUMBER."));
    public static final Setting<List<String>> NAME_SERVERS = add(new Setting<>(
            "outbound.name-servers", new SettingType.Several<>(new SettingType.Text()), List.of(),
            "Addresses of name servers. Empty: the operating system's."));
    public static final Setting<Boolean> TRUST_NAME_SERVERS = add(new Setting<>(
            "outbound.trust-name-servers", new SettingType.Switch(), false,
            "Whether the name servers check DNSSEC and cannot be imitated on the way here (they are"
                    + " on this machine, say). Then DANE protects mail to domains that have it, and"
                    + " REQUIRETLS can be kept."));
    public static final Setting<Boolean> MTA_STS = add(new Setting<>("outbound.mta-sts",
            new SettingType.Switch(), true,
            "Whether MTA-STS policies of other domains are fetched and obeyed."));
    public static final Setting<Duration> DNS_TIMEOUT = time("outbound.dns-timeout",
            Duration.ofSeconds(10), "How long to wait for a name server.");
    public static final Setting<List<String>> DKIM_KEYS = add(new Setting<>("outbound.dkim-keys",
            new SettingType.Several<>(new SettingType.Text()), List.of(),
            "Keys that outgoing mail is signed with, each domain:selector:file; an unencrypted RSA"
                    + " or Ed25519 key (PKCS #8, PEM). Several for one domain sign each."));

    // ---- retention, maintenance
    public static final Setting<Duration> RECOVERABLE_TIME = time("retention.recoverable-items",
            Duration.ofDays(14), "How long deleted items can be had back, in days. A policy's or a"
                    + " user's recoverable-days wins.");
    public static final Setting<Long> RECOVERABLE_SIZE = size("retention.recoverable-size",
            30L << 30, "How much of deleted items each mailbox keeps; beyond it the oldest are gone"
                    + " for good. A policy's or a user's recoverable-bytes wins.");
    public static final Setting<Duration> TOMBSTONES_TIME = time("retention.deletion-records",
            Duration.ofDays(90), "How long a program may stay away and still be told just what is"
                    + " gone; after a longer time it compares whole folders.");
    public static final Setting<Integer> QUIET_HOUR = count("maintenance.quiet-hour", 3, 0, 23,
            "The hour of the day, in the server's time zone, in which heavy work is done: space of"
                    + " deleted mail is reclaimed, indexes are swept, pages are looked through.");

    // ---- sip, um
    public static final Setting<String> SIP_HOST = text("sip.host", "",
            "Name or address by which telephones reach this server. Empty: server.hostname.");
    public static final Setting<Boolean> SIP_SERVER = add(new Setting<>("sip.server",
            new SettingType.Switch(), true,
            "Whether users' telephones register here and are called through this server. No: another"
                    + " exchange has them, and every call that comes is for voice mail."));
    public static final Setting<List<String>> SIP_VOICE_MAIL = texts("sip.voice-mail",
            "Where um.enabled is no: the UM servers that calls for voice mail go to, in the order in"
                    + " which they are tried, such as \"sip:um.example.com:5061;transport=tls\". They"
                    + " must trust this server's certificate, and sip.trusted-fingerprints must have"
                    + " theirs. One with a user part is called by that very URI (a dial plan's, say)."
                    + " Empty: there is no voice mail, and calls end as telephones end them.");
    public static final Setting<Duration> SIP_NO_ANSWER = time("sip.no-answer",
            Duration.ofSeconds(20), "How long telephones ring before a call goes to voice mail, for"
                    + " users who have not chosen (rialto um forwarding).");
    public static final Setting<Integer> SIP_STRANGERS = count("sip.strangers-ringing", 5, 0,
            1_000, "Calls of callers who have not shown who they are (no password, no certificate,"
                    + " no trusted proxy) that ring one user at a time, or a number outside that the"
                    + " user forwards to; further ones find the user busy, and so go to voice mail"
                    + " or are answered 486. 0 for no limit.");
    public static final Setting<Integer> SIP_REQUESTS = count("sip.requests-per-second", 50, 0,
            100_000,
            "Calls, registrations and other requests a second that begin something, from one"
                    + " address that is not trusted, on average; four times as many may come at once."
                    + " Beyond, they are answered 503. 0 for no limit. This machine itself is exempt.");
    public static final Setting<List<String>> SIP_TRUSTED_FINGERPRINTS = texts(
            "sip.trusted-fingerprints",
            "SHA-256 fingerprints of certificates of SIP proxies that are"
                    + " trusted to know who calls: over TLS with such a certificate, and over nothing"
                    + " else, a call may reach its sender's mailbox without a PIN.");
    public static final Setting<List<String>> SIP_TRUSTED_NAMES = texts("sip.trusted-names",
            "Names in certificates of SIP proxies that are trusted in the same way, when an authority"
                    + " of sip.trusted-authorities has signed them.");
    public static final Setting<String> SIP_TRUSTED_AUTHORITIES = text("sip.trusted-authorities",
            "",
            "PEM file with the certificates of authorities for sip.trusted-names. Relative to the"
                    + " home.");
    public static final Setting<String> SIP_USER_AUTHORITIES = text("sip.user-authorities", "",
            "PEM file with the certificates of authorities that sign certificates of users: a telephone"
                    + " that shows one over TLS needs no password for the users whom its alternative"
                    + " names (email or sip: URI) name. Relative to the home. Empty: none.");
    public static final Setting<String> SIP_USER_REVOCATIONS = text("sip.user-revocations", "",
            "PEM file with those authorities' lists of revoked certificates (CRL). Where it is set,"
                    + " each authority needs one there that has not expired. Relative to the home.");
    public static final Setting<Boolean> SIP_LAMPS = add(new Setting<>("sip.message-waiting",
            new SettingType.Switch(), true,
            "Whether registered telephones that have not subscribed to it are told all the same how much"
                    + " voice mail waits. One that refuses is not told again."));
    public static final Setting<Boolean> SIP_DIGEST = add(new Setting<>("sip.digest",
            new SettingType.Switch(), true,
            "Whether telephones may log in with their users' passwords (digest). It needs hashes that"
                    + " are as good as the passwords, kept encrypted beside them; turning this off"
                    + " removes those. After turning it on, each user's first log-in must be with the"
                    + " password itself, to any other protocol."));
    public static final Setting<Boolean> SIP_SHA256 = add(new Setting<>("sip.digest-sha256",
            new SettingType.Switch(), false,
            "Whether telephones are offered SHA-256 besides MD5 to prove passwords with. Telephones that"
                    + " know only MD5, as many do, may then fail to register."));
    public static final Setting<String> SIP_KEY = text("sip.key-file", "keys/sip.key",
            "The key for those hashes; made when missing. Relative to the home. Servers that share"
                    + " a database must share it; it does not belong in the database's backup.");
    public static final Setting<Boolean> UM_ENABLED = add(new Setting<>("um.enabled",
            new SettingType.Switch(), true,
            "Whether voice mail answers at the addresses of listen.sip and listen.sips. No, and"
                    + " sip.server no as well: nothing listens there."));
    public static final Setting<List<String>> UM_ACCESS_NUMBERS = texts("um.access-numbers",
            "Extensions or numbers at which users reach their mailboxes.");
    public static final Setting<Integer> UM_EXTENSION_DIGITS = count("um.extension-digits", 4, 0,
            20, "How many digits an extension has; 0 where there are none.");
    public static final Setting<String> UM_COUNTRY = text("um.country-code", "",
            "Country code of national numbers, such as \"49\". Empty: only numbers that begin with +"
                    + " or um.international-prefix are numbers.");
    public static final Setting<String> UM_TRUNK = text("um.trunk-prefix", "",
            "What is dialled before a national number: \"0\" in much of Europe, \"1\" in North"
                    + " America.");
    public static final Setting<String> UM_INTERNATIONAL = text("um.international-prefix", "00",
            "What is dialled for the + of international numbers: \"00\", \"011\".");
    public static final Setting<String> UM_OUTSIDE_LINE = text("um.outside-line", "",
            "What is dialled for an outside line, such as \"9\".");
    public static final Setting<List<String>> UM_ALLOWED_NUMBERS = texts("um.allowed-numbers",
            "Numbers outside that users may have called (Play-On-Phone, transfers), as patterns:"
                    + " \"+4930*\", \"+1425555xxxx\"; \"!+49900*\" forbids. Empty: none, so that a stolen"
                    + " PIN cannot be turned into money. Users and groups may be allowed more (rialto"
                    + " user set NAME um.allowed-numbers=).");
    public static final Setting<String> UM_GATEWAY = text("um.gateway", "",
            "Where numbers outside are called, such as \"sip:gateway.example.com:5061;transport=tls\".");
    public static final Setting<String> UM_ATTENDANTS = text("um.attendants", "",
            "TOML file with the automatic attendants: their numbers, hours, greetings and menus."
                    + " Relative to the home. Empty: none.");
    public static final Setting<String> UM_OPERATOR = text("um.operator", "",
            "Extension or address that a caller reaches by 0. Empty: nobody.");
    public static final Setting<String> UM_FAX_PARTNER = text("um.fax-partner", "",
            "SIP address of a fax server to which callers with a fax are sent. Empty: they are refused.");
    public static final Setting<String> UM_MEDIA_ADDRESS = text("um.media-address", "",
            "Address that telephones send sound to. Empty: this machine's address towards each.");
    public static final Setting<Integer> UM_FIRST_PORT = count("um.media-first-port", 20_000, 1024,
            65_535, "First UDP port for sound; a call takes two.");
    public static final Setting<Integer> UM_LAST_PORT = count("um.media-last-port", 21_999, 1024,
            65_535, "Last UDP port for sound.");
    public static final Setting<String> UM_SRTP = add(new Setting<>("um.srtp",
            new SettingType.Choice(List.of("never", "allowed", "required")), "allowed",
            "Whether sound is encrypted (SRTP)."));
    public static final Setting<Integer> UM_CALLS = count("um.calls", 500, 1, 10_000,
            "Calls at a time; further ones are answered 503.");
    public static final Setting<Integer> UM_ADDRESS_CALLS = count("um.calls-of-address", 250, 0,
            10_000, "Calls at a time that come from one address, so that one caller cannot shut out"
                    + " all others; 0 for no limit. This machine itself is exempt. An exchange that"
                    + " passes on everybody's calls may need as many as um.calls.");
    public static final Setting<Integer> UM_USER_CALLS = count("um.calls-of-user", 3, 1, 100,
            "Calls at a time that are placed for one user.");
    public static final Setting<Duration> UM_LONGEST_CALL = time("um.longest-call",
            Duration.ofHours(1), "After so long a call is ended.");
    public static final Setting<Duration> UM_LONGEST_MESSAGE = time("um.longest-message",
            Duration.ofMinutes(5), "The longest message that a caller may leave.");
    public static final Setting<Duration> UM_SILENCE = time("um.silence", Duration.ofSeconds(5),
            "So long a silence ends a message.");
    public static final Setting<String> UM_FORMAT = add(new Setting<>("um.recording-format",
            new SettingType.Choice(List.of("wav", "mp3")), "wav",
            "What voice mail's sound is attached as: wav (G.711, 8 kB a second), or mp3 (2 kB)."));
    public static final Setting<Duration> UM_RINGING = time("um.ringing", Duration.ofSeconds(60),
            "How long a telephone rings when a call is placed.");
    public static final Setting<Integer> UM_PIN_DIGITS = count("um.pin-digits",
            PinPolicy.STANDARD.minimumDigits(), PinPolicy.LEAST_DIGITS, PinPolicy.MOST_DIGITS,
            "The fewest digits of a telephone PIN.");
    public static final Setting<Integer> UM_PIN_HISTORY = count("um.pin-history",
            PinPolicy.STANDARD.history(), 0, 24,
            "How many of the latest PINs, the present one among them, are not taken again.");
    public static final Setting<Duration> UM_PIN_LIFETIME = time("um.pin-lifetime",
            PinPolicy.STANDARD.lifetime(),
            "After how long a PIN has to be changed; 0 s for never.");
    public static final Setting<Boolean> UM_PIN_COMMON = add(new Setting<>("um.pin-common-patterns",
            new SettingType.Switch(), false,
            "Whether PINs that everybody tries first are taken: 123456, 111111, the own extension."));
    public static final Setting<Integer> UM_PIN_CALL = count("um.pin-failures-per-call",
            PinPolicy.STANDARD.failuresPerCall(), 1, 20, "Wrong PINs after which a call ends.");
    public static final Setting<Integer> UM_PIN_RESET = count("um.pin-failures-before-reset",
            PinPolicy.STANDARD.failuresBeforeReset(), 0, 998,
            "Wrong PINs in a row, over all calls, after which another PIN is made up and mailed to"
                    + " the user; 0 for never.");
    public static final Setting<Integer> UM_PIN_LOCK = count("um.pin-failures-before-lock",
            PinPolicy.STANDARD.failuresBeforeLock(), 1, 999,
            "Wrong PINs in a row after which the mailbox is closed to telephones, until `rialto um"
                    + " pin` opens it. More than um.pin-failures-before-reset.");
    public static final Setting<String> UM_LANGUAGE = text("um.language", "en",
            "Language that callers are spoken to in.");
    public static final Setting<String> UM_TIME_ZONE = text("um.time-zone", "",
            "Time zone in which callers are told times, such as \"Europe/Berlin\". Empty: the"
                    + " machine's.");

    // ---- log
    public static final Setting<String> LOG_LEVEL = add(new Setting<>("log.level",
            new SettingType.Choice(List.of("error", "warn", "info", "debug")), "info",
            "How much is logged. \"debug\" logs each connection's end and why."));

    public static final List<Setting<?>> ALL = List.copyOf(ROWS);
    public static final Map<String, Setting<?>> BY_KEY = byKey();

    private Settings() {}

    private static Map<String, Setting<?>> byKey() {
        Map<String, Setting<?>> map = new LinkedHashMap<>();
        for (Setting<?> setting : ROWS)
            map.put(setting.key(), setting);
        return map;
    }

    private static <T> Setting<T> add(Setting<T> setting) {
        ROWS.add(setting);
        return setting;
    }

    private static Setting<String> text(String key, String fallback, String explanation) {
        return add(new Setting<>(key, new SettingType.Text(), fallback, explanation));
    }

    private static Setting<List<String>> texts(String key, String explanation) {
        return add(new Setting<>(key, new SettingType.Several<>(new SettingType.Text()), List.of(),
                explanation));
    }

    private static Setting<Duration> time(String key, Duration fallback, String explanation) {
        return add(new Setting<>(key, new SettingType.Time(), fallback, explanation));
    }

    private static Setting<Long> size(String key, long fallback, String explanation) {
        return add(new Setting<>(key, new SettingType.Size(), fallback, explanation));
    }

    private static Setting<Integer> count(String key, int fallback, int minimum, int maximum,
            String explanation) {
        return add(new Setting<>(key, new SettingType.Count(minimum, maximum), fallback,
                explanation));
    }

    private static Setting<Integer> mapi(String name, int fallback, String what) {
        return count("mapi.open-" + name, fallback, 1, 100_000,
                what + " that one session context may have open at a time.");
    }

    private static Setting<List<ListenAddress>> listen(String name, String fallback,
            String explanation) {
        return add(new Setting<>("listen." + name,
                new SettingType.Several<>(new SettingType.Address()),
                List.of(ListenAddress.parse(fallback)), explanation));
    }
}
