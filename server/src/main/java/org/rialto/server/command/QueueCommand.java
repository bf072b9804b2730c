package org.rialto.server.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.server.UserError;
import org.rialto.server.config.Sizes;
import org.rialto.transport.queue.QueueAdministration;
import org.rialto.transport.queue.QueueAdministration.Entry;
import org.rialto.transport.queue.QueueAdministration.Selection;
import org.rialto.transport.queue.QueuedRecipient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rialto queue`: what waits to be delivered, and why.
@Command(name = "queue", description = "Messages that wait to be delivered.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        QueueCommand.Show.class,
        QueueCommand.Hold.class, QueueCommand.Release.class, QueueCommand.Retry.class,
        QueueCommand.Drop.class})
final class QueueCommand {
    /// Most messages that one command shows or changes.
    private static final int MOST = 100_000;

    /// Which messages a command is about: by name, or by what they have in common.
    static final class Which {
        @Parameters(paramLabel = "MESSAGE", description = "Names of messages, from `queue list`.")
        List<String> names = List.of();

        @Option(names = "--sender", paramLabel = "TEXT", description = "Those whose sender contains this.")
        @Nullable
        String sender;

        @Option(names = "--recipient", paramLabel = "TEXT", description = "Those with a recipient that contains this.")
        @Nullable
        String recipient;

        @Option(names = "--destination", paramLabel = "NAME", description = "Those that wait for this destination.")
        @Nullable
        String destination;

        @Option(names = "--all", description = "All.")
        boolean all;

        List<Entry> select(QueueAdministration queue) throws UserError {
            if (!names.isEmpty()) {
                List<Entry> found = new ArrayList<>();
                for (String name : names) {
                    found.add(queue.show(name).orElseThrow(() -> new UserError(
                            "there is no message " + name + " in the queue",
                            "It may have been delivered meanwhile; see `rialto queue list`.")));
                }
                return found;
            }
            if (!all && sender == null && recipient == null && destination == null) {
                throw new UserError("which messages?", "Name them, or say --sender, --recipient,"
                        + " --destination or --all.");
            }
            return queue.list(new Selection(sender, recipient, destination, null), null, MOST);
        }
    }

    /// `rialto queue list`.
    @Command(name = "list", description = "Show what waits, oldest first.")
    static final class Show implements Administration {
        @Option(names = "--sender", paramLabel = "TEXT", description = "Only those whose sender contains this.")
        @Nullable
        String sender;

        @Option(names = "--recipient", paramLabel = "TEXT", description = "Only those with a recipient that contains this.")
        @Nullable
        String recipient;

        @Option(names = "--destination", paramLabel = "NAME", description = "Only those that wait for this destination.")
        @Nullable
        String destination;

        @Option(names = "--json", description = "As JSON, with everything.")
        boolean json;

        @Override
        public int run(Workplace place) {
            List<Entry> entries = place.queue().list(
                    new Selection(sender, recipient, destination, null), null, MOST);
            if (json) {
                Output.json(place.out(), entries.stream().map(Show::view).toList());
                return 0;
            }
            if (entries.isEmpty()) {
                place.out().println("Nothing is waiting.");
                return 0;
            }
            for (Entry entry : entries) {
                Object from = entry.message().envelope().sender();
                place.out().printf("%s  %s  %s  from %s%s%n", entry.message().name(),
                        age(entry.message().arrived()),
                        Sizes.show(entry.message().sizeBytes()), from == null ? "<>" : from,
                        entry.message().held() ? "  HELD" : "");
                for (QueuedRecipient one : entry.recipients()) {
                    place.out().println("    to " + one.recipient().address() + "  "
                            + describe(one));
                }
            }
            return 0;
        }

        private static String describe(QueuedRecipient one) {
            QueuedRecipient.LastAttempt last = one.last();
            String next = one.due().isAfter(Instant.now()) ? "next in " + in(one.due()) : "now";
            return last == null
                    ? "not tried yet"
                    : one.attempts() + " attempts, " + next + ": "
                            + (last.remoteHost().isEmpty() ? "" : last.remoteHost() + " said ")
                            + last.diagnostic();
        }

        private static Map<String, Object> view(Entry entry) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("name", entry.message().name());
            view.put("arrived", entry.message().arrived().toString());
            view.put("bytes", entry.message().sizeBytes());
            Object sender = entry.message().envelope().sender();
            view.put("sender", sender == null ? "" : sender.toString());
            view.put("held", entry.message().held());
            List<Map<String, Object>> recipients = new ArrayList<>();
            for (QueuedRecipient one : entry.recipients()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("address", one.recipient().address().toString());
                row.put("destination", one.destination());
                row.put("attempts", one.attempts());
                row.put("due", one.due().toString());
                QueuedRecipient.LastAttempt last = one.last();
                row.put("answer", last == null ? "" : last.diagnostic());
                recipients.add(row);
            }
            view.put("recipients", recipients);
            return view;
        }

        private static String age(Instant since) {
            return brief(Duration.between(since, Instant.now())) + " old";
        }

        private static String in(Instant then) {
            return brief(Duration.between(Instant.now(), then));
        }

        private static String brief(Duration time) {
            if (time.toHours() >= 48)
                return time.toDays() + " d";
            if (time.toMinutes() >= 120)
                return time.toHours() + " h";
            return time.toSeconds() >= 120 ? time.toMinutes() + " min" : time.toSeconds() + " s";
        }
    }

    private interface Deed {
        void on(QueueAdministration queue, String name);
    }

    private static int each(Workplace place, Which which, String what, Deed deed)
            throws UserError {
        List<Entry> entries = which.select(place.queue());
        for (Entry entry : entries)
            deed.on(place.queue(), entry.message().name());
        place.out().println(what + " " + entries.size()
                + (entries.size() == 1 ? " message" : " messages"));
        return 0;
    }

    /// `rialto queue hold`.
    @Command(name = "hold", description = "Keep messages where they are until they are released.")
    static final class Hold implements Administration {
        @Mixin
        Which which = new Which();

        @Override
        public int run(Workplace place) throws UserError {
            return each(place, which, "Held", QueueAdministration::hold);
        }
    }

    /// `rialto queue release`.
    @Command(name = "release", description = "Let held messages go on.")
    static final class Release implements Administration {
        @Mixin
        Which which = new Which();

        @Override
        public int run(Workplace place) throws UserError {
            return each(place, which, "Released", QueueAdministration::release);
        }
    }

    /// `rialto queue retry`.
    @Command(name = "retry", description = "Try messages now.")
    static final class Retry implements Administration {
        @Mixin
        Which which = new Which();

        @Override
        public int run(Workplace place) throws UserError {
            return each(place, which, "Trying", QueueAdministration::retry);
        }
    }

    /// `rialto queue drop`.
    @Command(name = "drop", description = "Take messages out of the queue.")
    static final class Drop implements Administration {
        @Mixin
        Which which = new Which();

        @Option(names = "--tell-sender", description = "Report to the sender that it was not"
                + " delivered.")
        boolean tellSender;

        @Override
        public int run(Workplace place) throws UserError {
            return each(place, which, "Dropped",
                    (queue, name) -> queue.drop(name, tellSender));
        }
    }
}
