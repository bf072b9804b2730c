package org.rialto.server.command;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.ListenerStatistics;
import org.rialto.base.net.Listener;
import org.rialto.server.RunningServer;
import org.rialto.server.config.Sizes;
import org.rialto.store.MailboxInfo;
import org.rialto.transport.queue.QueueRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rialto status`.
@Command(name = "status", description = "Show listeners, sessions, queue, store, disk and"
        + " certificate.")
final class StatusCommand implements Administration {
    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public int run(Workplace place) throws Exception {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("home", place.home().directory().toString());
        RunningServer server = place.server();
        status.put("server", server == null
                ? "not running"
                : "running for " + time(Duration
                        .between(server.started(), Instant.now())));
        status.put("database", place.rooms().database().dialect().engine());
        List<MailboxInfo> mailboxes = place.rooms().store().mailboxes();
        status.put("mailboxes", mailboxes.size());
        status.put("messages", mailboxes.stream().mapToLong(MailboxInfo::messageCount).sum());
        long bytes = mailboxes.stream().mapToLong(MailboxInfo::contentSize).sum();
        long free = Files.getFileStore(place.home().data()).getUsableSpace();
        QueueRows.Counts queue = place.queue().counts();
        Instant oldest = queue.oldest();
        if (json) {
            status.put("contentBytes", bytes);
            status.put("diskFreeBytes", free);
            status.put("queueMessages", queue.messages());
            status.put("queueHeld", queue.held());
            status.put("queueOldest", oldest == null ? "" : oldest.toString());
        } else {
            status.put("content", Sizes.show(bytes));
            status.put("disk free", Sizes.show(free));
            status.put("queue", queue.messages() + " messages" + (queue.held() > 0
                    ? ", "
                            + queue.held() + " held"
                    : "")
                    + (oldest == null
                            ? ""
                            : ", oldest "
                                    + time(Duration.between(oldest, Instant.now()))));
        }
        List<Map<String, Object>> listeners = server == null ? List.of() : listeners(server);
        if (server != null && server.unifiedMessaging() != null)
            status.put("calls", server.unifiedMessaging().calls().count());
        if (server != null) {
            status.put("certificate", "until " + server.certificateExpires());
            server.health().report().checks()
                    .forEach((name, answer) -> status.put("check " + name, answer));
        }
        show(place, status, listeners);
        return 0;
    }

    private void show(Workplace place, Map<String, Object> status,
            List<Map<String, Object>> listeners) {
        if (json) {
            status.put("listeners", listeners);
            Output.json(place.out(), status);
            return;
        }
        Output.view(place.out(), status);
        if (listeners.isEmpty())
            return;
        place.out().println();
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, Object> one : listeners) {
            rows.add(one.values().stream().map(String::valueOf).toList());
        }
        Output.table(place.out(), List.of("LISTENER", "ADDRESS", "OPEN", "ACCEPTED", "REFUSED",
                "RECEIVED", "SENT"), rows);
    }

    private List<Map<String, Object>> listeners(RunningServer server) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Listener listener : server.listeners()) {
            ListenerStatistics now = listener.statistics();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", listener.name());
            row.put("address", listener.address().getAddress().getHostAddress() + ":"
                    + listener.address().getPort());
            row.put("open", now.active());
            row.put("accepted", now.accepted());
            row.put("refused", now.refusedTotal() + now.refusedAddress());
            row.put("bytesReceived", json
                    ? (Object) now.bytesRead()
                    : Sizes.show(now
                            .bytesRead()));
            row.put("bytesSent", json
                    ? (Object) now.bytesWritten()
                    : Sizes.show(now
                            .bytesWritten()));
            rows.add(row);
        }
        return rows;
    }

    private static String time(@Nullable Duration time) {
        if (time == null)
            return "";
        return time.toDays() > 0
                ? time.toDays() + " d " + time.toHoursPart() + " h"
                : time.toHours() > 0
                        ? time.toHours() + " h " + time.toMinutesPart() + " min"
                        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
