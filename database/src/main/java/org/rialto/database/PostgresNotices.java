package org.rialto.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages between the server processes that share a PostgreSQL database, by LISTEN and NOTIFY.
/// They are sent after the commit that they are about, by a thread and a connection of their own: a
/// NOTIFY inside the transaction would make all commits of the database wait for each other. What a
/// process that dies, or a lost connection, leaves unsent or unheard is made good by telling everybody
/// to look again.
final class PostgresNotices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresNotices.class);
    private static final int MOST_WAITING = 20_000;
    private static final int AT_A_TIME = 200;
    private static final int LISTEN_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 500;
    /// Instead of a message: some were lost.
    private static final String LOST = "!";

    /// @param lost run when messages may have been missed
    record Listener(java.util.function.Consumer<String> messages, Runnable lost) {}

    private final DatabaseConfiguration.Postgres configuration;
    private final String self = UUID.randomUUID().toString().substring(0, 8);
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Thread sending;
    private final Thread listening;
    private volatile @Nullable Connection listeningOn;
    private volatile boolean lost;
    private volatile boolean closed;

    PostgresNotices(DatabaseConfiguration.Postgres configuration) {
        this.configuration = configuration;
        // Whoever was here before under this name may have died before it said all.
        this.lost = true;
        this.sending = Thread.ofVirtual().name("postgres-notify").start(this::send);
        this.listening = Thread.ofVirtual().name("postgres-listen").start(this::listen);
    }

    void add(Listener listener) { listeners.add(listener); }

    void remove(Listener listener) { listeners.remove(listener); }

    /// Never waits.
    void announce(String message) {
        if (!waiting.offer(message)) {
            lost = true;
        }
    }

    private Connection connect(String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", configuration.user());
        properties.setProperty("password", configuration.password());
        properties.setProperty("ApplicationName", name);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("loginTimeout", "10");
        return DriverManager.getConnection(configuration.url(), properties);
    }

    /// A channel is the database's; tables are a schema's.
    private static String channel(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_schema()")) {
            row.next();
            String schema = String.valueOf(row.getString(1));
            return "rialto_" + (schema.length() > 50 ? schema.hashCode() : schema);
        }
    }

    private void send() {
        while (!closed) {
            try (Connection connection = connect("rialto-notify");
                    PreparedStatement notify = connection
                            .prepareStatement("SELECT pg_notify(?, ?)")) {
                connection.setAutoCommit(false);
                notify.setString(1, channel(connection));
                send(connection, notify);
            } catch (SQLException e) {
                lost = true;
                if (!closed) {
                    log.warn("Other processes cannot be told of changes for now: {}",
                            e.getMessage());
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void send(Connection connection, PreparedStatement notify)
            throws SQLException, InterruptedException {
        List<String> some = new ArrayList<>();
        while (!closed) {
            some.clear();
            String first = waiting.poll(lost ? 0 : 1, TimeUnit.SECONDS);
            if (first != null) {
                some.add(first);
                waiting.drainTo(some, AT_A_TIME);
            }
            if (lost) {
                lost = false;
                some.add(LOST);
            }
            for (String message : some) {
                notify.setString(2, self + message);
                notify.executeQuery().close();
            }
            if (!some.isEmpty()) {
                connection.commit();
            }
        }
    }

    private void listen() {
        boolean first = true;
        while (!closed) {
            try (Connection connection = connect("rialto-listen")) {
                listeningOn = connection;
                try (Statement statement = connection.createStatement()) {
                    statement.execute("LISTEN \"" + channel(connection) + "\"");
                }
                if (!first) {
                    listeners.forEach(listener -> run(listener.lost()));
                }
                first = false;
                hear(connection);
            } catch (SQLException e) {
                if (!closed) {
                    log.warn("Changes by other processes are not heard for now: {}",
                            e.getMessage());
                    pause();
                }
            } finally {
                listeningOn = null;
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] some = postgres.getNotifications(LISTEN_MILLIS);
            if (some == null || some.length == 0) {
                if (!closed && !connection.isValid(LISTEN_MILLIS / 1000)) {
                    throw new SQLException("the connection is lost");
                }
                continue;
            }
            for (PGNotification notification : some) {
                hear(notification.getParameter());
            }
        }
    }

    private void hear(String text) {
        if (text.startsWith(self)) {
            return;
        }
        String message = text.substring(Math.min(text.length(), self.length()));
        for (Listener listener : listeners) {
            run(message.equals(LOST)
                    ? listener.lost()
                    : () -> listener.messages().accept(message));
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.error("A listener to other processes failed", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sends what waits, for at most a second.
    @Override
    public void close() {
        for (int i = 0; i < 20 && !waiting.isEmpty(); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        closed = true;
        sending.interrupt();
        Connection open = listeningOn;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("closing the listening connection: {}", e.getMessage());
            }
        }
        listening.interrupt();
    }
}
