package org.rialto.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.rialto.client.Account;
import org.rialto.client.Discovery;
import org.rialto.client.MapiClient;
import org.rialto.client.RemoteMailbox;
import org.rialto.client.RemoteMailbox.Place;
import org.rialto.client.RemoteTable;
import org.rialto.client.ServerTrust;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;

/// MAPI clients at a server. Arguments are `key=value`: url=https://localhost:2443
/// certificate=FILE smtp=HOST:PORT user=u%d users=64 domain=bench.test password=benchmark, and
///
/// - do=wait sessions=2000: as many sessions, each logged on, subscribed to new mail and waiting for
///   it; says so and holds them until standard input ends.
/// - do=news times=100: how long after a message was sent a client hears of it that waits.
/// - do=folder times=15: from the logon to the first 50 rows of the sorted Inbox.
///
/// Prints a line of JSON for each figure.
public final class MapiLoad {
    private static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagMid,
            PropertyTags.PidTagSubject, PropertyTags.PidTagSenderName,
            PropertyTags.PidTagMessageDeliveryTime, PropertyTags.PidTagMessageSize,
            PropertyTags.PidTagMessageFlags, PropertyTags.PidTagHasAttachments,
            PropertyTags.PidTagImportance);
    private static final OperatingSystemMXBean PROCESS = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);
    private final Options options;
    private final HttpClient http;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    private MapiLoad(Options options, HttpClient http) {
        this.options = options;
        this.http = http;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        String certificate = options.text("certificate", "");
        try (HttpClient http = ServerTrust
                .http(certificate.isEmpty() ? null : Path.of(certificate))) {
            MapiLoad load = new MapiLoad(options, http);
            switch (options.text("do", "folder")) {
                case "wait" -> load.waiting();
                case "news" -> load.news();
                case "folder" -> load.folder();
                default -> throw new IllegalArgumentException("do is wait, news or folder");
            }
        }
    }

    private String address(int number) {
        return String.format(Locale.ROOT, options.text("user", "u%d"),
                number % options.number("users", 64)) + "@"
                + options.text("domain", "bench.test");
    }

    /// Each user discovers the mailbox once, however many sessions there are.
    private MapiClient connect(int number) throws Exception {
        String address = address(number);
        Account account = new Account(http, address, options.text("password", "benchmark"));
        URI server = URI.create(options.text("url", "http://127.0.0.1:2080"));
        String legacyDN = names.get(address);
        if (legacyDN == null) {
            legacyDN = Discovery.of(account, server, address).legacyDN();
            names.put(address, legacyDN);
        }
        return MapiClient.connect(account, server.resolve("/mapi/emsmdb/"), legacyDN);
    }

    private void figure(String operation, String unit, double[] values) {
        Arrays.sort(values);
        System.out.printf(Locale.ROOT,
                "{\"name\":\"%s\",\"operation\":\"%s\",\"median_%s\":%.2f,\"p95_%s\":%.2f,"
                        + "\"times\":%d}%n",
                options.text("name", "?"), operation, unit, values[values.length / 2], unit,
                values[values.length * 95 / 100], values.length);
    }

    // ---- do=wait ----------------------------------------------------------------------------

    private void waiting() throws Exception {
        int sessions = options.number("sessions", 2000);
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        CountDownLatch connected = new CountDownLatch(sessions);
        AtomicReference<Exception> failure = new AtomicReference<>();
        for (int i = 0; i < 16; i++) {
            Thread.ofVirtual().start(() -> {
                for (int n = next.getAndIncrement(); n < sessions; n = next.getAndIncrement()) {
                    try {
                        MapiClient client = connect(n);
                        client.logOn().subscribe(RopRegisterNotification.NEW_MAIL, null);
                        Thread.ofVirtual().start(() -> hold(client));
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    }
                    connected.countDown();
                }
            });
        }
        connected.await();
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        System.out.printf(Locale.ROOT,
                "{\"name\":\"%s\",\"operation\":\"sessions_connected\",\"sessions\":%d,"
                        + "\"seconds\":%.1f,\"client_cpu_ms_each\":%.1f}%n",
                options.text("name", "?"), sessions, (System.nanoTime() - start) / 1e9,
                PROCESS.getProcessCpuTime() / 1e6 / sessions);
        // The last ones are on their way.
        Thread.sleep(2_000);
        System.out.println("waiting " + sessions);
        System.in.readAllBytes();
        System.exit(0);
    }

    private static void hold(MapiClient client) {
        try {
            while (true) {
                if (client.notificationWait()) {
                    client.notifications();
                }
            }
        } catch (IOException e) {
            System.err.println(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- do=news ----------------------------------------------------------------------------

    private void news() throws Exception {
        int times = options.number("times", 100);
        int warm = options.number("warm", 30);
        double[] heard = new double[times];
        double[] told = new double[times];
        SynchronousQueue<Long> wakes = new SynchronousQueue<>();
        SynchronousQueue<Long> details = new SynchronousQueue<>();
        MapiClient client = connect(0);
        client.logOn().subscribe(RopRegisterNotification.NEW_MAIL, null);
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    if (client.notificationWait()) {
                        long now = System.nanoTime();
                        client.notifications();
                        long then = System.nanoTime();
                        wakes.put(now);
                        details.put(then);
                    }
                }
            } catch (IOException e) {
                System.err.println(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Messages messages = new Messages(1);
        String[] smtp = options.text("smtp", "127.0.0.1:2525").split(":");
        try (Sender sender = new Sender(smtp[0], Integer.parseInt(smtp[1]))) {
            for (int i = -warm; i < times; i++) {
                Thread.sleep(50);
                long sent = sender.send(address(0), messages.create(i + warm, 4096));
                double wake = (wakes.take() - sent) / 1e6;
                double detail = (details.take() - sent) / 1e6;
                if (i >= 0) {
                    heard[i] = wake;
                    told[i] = detail;
                }
            }
        }
        waiter.interrupt();
        figure("news_heard", "ms", heard);
        figure("news_fetched", "ms", told);
    }

    /// One SMTP session.
    private static final class Sender implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;

        Sender(String host, int port) throws IOException {
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out = socket.getOutputStream();
            answer("220");
            ask("EHLO load.test\r\n", "250");
        }

        /// Sends a message; answers when the last of it went out, which is before its commit.
        long send(String to, byte[] message) throws IOException {
            ask("MAIL FROM:<sender@load.test>\r\n", "250");
            ask("RCPT TO:<" + to + ">\r\n", "250");
            ask("DATA\r\n", "354");
            out.write(message);
            long sent = System.nanoTime();
            ask(".\r\n", "250");
            return sent;
        }

        private void ask(String command, String code) throws IOException {
            out.write(command.getBytes(StandardCharsets.US_ASCII));
            answer(code);
        }

        private void answer(String code) throws IOException {
            String line = in.readLine();
            while (line != null && line.startsWith(code + "-")) {
                line = in.readLine();
            }
            if (line == null || !line.startsWith(code)) {
                throw new IOException("SMTP answers " + line);
            }
        }

        @Override
        public void close() throws IOException { socket.close(); }
    }

    // ---- do=folder --------------------------------------------------------------------------

    private void folder() throws Exception {
        sorted("received", SortOrder.descending(PropertyTags.PidTagMessageDeliveryTime));
        sorted("size", SortOrder.descending(PropertyTags.PidTagMessageSize));
        sorted("subject", SortOrder.ascending(PropertyTags.PidTagNormalizedSubject));
    }

    private void sorted(String name, SortOrder order) throws Exception {
        int times = options.number("times", 15);
        double[] millis = new double[times];
        for (int i = -options.number("warm", 10); i < times; i++) {
            try (MapiClient client = connect(0)) {
                long start = System.nanoTime();
                int rows = firstRows(client, order);
                double took = (System.nanoTime() - start) / 1e6;
                if (rows != 50) {
                    throw new IOException("only " + rows + " rows");
                }
                if (i == -options.number("warm", 10)) {
                    figure("folder_by_" + name + "_first", "ms", new double[]{took});
                }
                if (i >= 0) {
                    millis[i] = took;
                }
            }
        }
        figure("folder_by_" + name, "ms", millis);
    }

    /// Two requests: the logon, which says where the Inbox is, and the rest at once.
    private static int firstRows(MapiClient client, SortOrder order) throws Exception {
        RemoteMailbox mailbox = client.logOn();
        FolderId inbox = mailbox.folderId(Place.INBOX);
        List<RopRequest> requests = new ArrayList<>(List.of(
                new RopOpenFolder.Request(0, 0, 1, inbox, 0),
                new RopGetContentsTable.Request(0, 1, 2, RopGetContentsTable.USE_UNICODE),
                new RopSetColumns.Request(0, 2, 0, COLUMNS),
                new RopSortTable.Request(0, 2, 0, SortOrderSet.of(order)),
                new RopQueryRows.Request(0, 2, RopQueryRows.ADVANCE, true, 50)));
        List<RopResponse> responses = client.execute(
                List.of(mailbox.handle(), RopBuffer.NO_HANDLE, RopBuffer.NO_HANDLE),
                requests.toArray(RopRequest[]::new));
        RopQueryRows.Response rows = MapiClient.answer(responses.get(4), requests.get(4),
                RopQueryRows.Response.class);
        return RemoteTable.rows(rows, COLUMNS).size();
    }
}
