package org.rialto.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    public static final Setting<Long> MESSAGE_SIZE = size("limits.message-size", 50L << 20,
            "The largest message that is accepted, by every protocol.");

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

    private static Setting<List<ListenAddress>> listen(String name, String fallback,
            String explanation) {
        return add(new Setting<>("listen." + name,
                new SettingType.Several<>(new SettingType.Address()),
                List.of(ListenAddress.parse(fallback)), explanation));
    }
}
