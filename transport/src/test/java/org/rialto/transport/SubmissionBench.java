package org.rialto.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.DatabaseCounters;
import org.rialto.mailbox.MailboxSession;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.submission.Outcome;
import org.rialto.transport.submission.Submission;
import org.rialto.transport.submission.SubmitOptions;

/// Messages of a mailbox sent to a mailbox of this server, each saved first as clients do: how many a
/// second, and what one costs. Arguments: messages, clients at a time…. Run by hand:
/// `java -cp … org.rialto.transport.SubmissionBench 4000 1 8 32`.
public final class SubmissionBench {
    private SubmissionBench() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("rialto-submission");
        try (TestServer server = new TestServer(
                new DatabaseConfiguration.Sqlite(folder.resolve("rialto.db")), folder,
                new ScriptedDns(), 1, TestServer.quick(), Clock.systemUTC())) {
            server.user("alice").user("bob");
            Bench bench = new Bench(server, SubmittingVictim.submission(server));
            bench.run(count, 8, false);
            for (int i = 1; i < arguments.length; i++) {
                bench.run(count, Integer.parseInt(arguments[i]), true);
            }
            bench.submission.close();
        }
    }

    private record Bench(TestServer server, Submission submission) {
        void run(int count, int clients, boolean say) throws Exception {
            long[] drafts = new long[count];
            Cost saving = measured(count, clients, (session, i) -> drafts[i] = SubmittingVictim
                    .draft(session, "message number " + i, false));
            Cost sending = measured(count, clients, (session, i) -> {
                if (submission.submit(session, drafts[i],
                        SubmitOptions.of("BENCH")) instanceof Outcome.Refused(var refusal)) {
                    throw new IllegalStateException(refusal.text());
                }
            });
            if (say) {
                System.out.printf("%d clients: saved %s; sent %s%n", clients, saving, sending);
            }
        }

        private interface Step {
            void take(MailboxSession session, int number);
        }

        private Cost measured(int count, int clients, Step step) throws Exception {
            DatabaseCounters.Numbers before = server.database.counters().numbers();
            long cpu = cpuNanos();
            long start = System.nanoTime();
            List<Future<?>> done = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int client = 0; client < clients; client++) {
                    int first = client;
                    done.add(threads.submit(() -> {
                        MailboxSession session = SubmittingVictim.session(server);
                        for (int i = first; i < count; i += clients) {
                            step.take(session, i);
                        }
                        return true;
                    }));
                }
                for (Future<?> each : done) {
                    each.get();
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            DatabaseCounters.Numbers after = server.database.counters().numbers();
            return new Cost(count / seconds, (cpuNanos() - cpu) / 1e6 / count,
                    (double) (after.syncs() - before.syncs()) / count,
                    (double) (after.units() - before.units()) / count,
                    (double) (after.reads() - before.reads()) / count);
        }

        private static long cpuNanos() {
            return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory
                    .getOperatingSystemMXBean()).getProcessCpuTime();
        }
    }

    private record Cost(double perSecond, double cpuMillis, double syncs, double units,
            double reads) {
        @Override
        public String toString() {
            return "%.0f/s, %.2f ms CPU, %.2f syncs, %.2f units, %.2f reads each".formatted(
                    perSecond,
                    cpuMillis, syncs, units, reads);
        }
    }
}
