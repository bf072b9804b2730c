package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.TestEngine;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.SpecialFolder;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.submission.Submission;

/// A message that was submitted survives `kill -9`, and is sent once: it is either with its recipient
/// and in Sent Items, or still in the Outbox and with nobody.
final class SubmissionCrashTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void sendsOnceInAFewCrashes(TestEngine engine) throws Exception { crash(engine, 3); }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void sendsOnceInManyCrashes(TestEngine engine) throws Exception { crash(engine, 50); }

    private void crash(TestEngine engine, int rounds) throws Exception {
        DatabaseConfiguration database = engine.configuration(folder);
        Random random = new Random(7);
        Set<String> acknowledged = new HashSet<>();
        try (TestServer server = server(database)) {
            server.user("alice").user("bob");
        }
        for (int round = 0; round < rounds; round++) {
            acknowledged.addAll(KilledProcess.run(SubmittingVictim.class, folder, database,
                    round * 1_000_000, 1, 300 + random.nextInt(900)));
        }
        try (TestServer server = server(database);
                Submission submission = SubmittingVictim.submission(server)) {
            assertThat(submission).isNotNull();
            MailboxSession alice = SubmittingVictim.session(server);
            await().atMost(Duration.ofSeconds(120)).until(() -> rows(alice, SpecialFolder.OUTBOX)
                    .stream().noneMatch(row -> (row.flags() & MessageFlags.SUBMITTED) != 0));
            Map<String, Integer> received = counts(server.subjects("bob"));
            Map<String, Integer> sent = counts(subjects(alice, SpecialFolder.SENT_ITEMS));
            assertThat(received.values()).allMatch(count -> count == 1);
            assertThat(sent).isEqualTo(received);
            assertThat(received.keySet()).containsAll(acknowledged);
            assertThat(subjects(alice, SpecialFolder.OUTBOX))
                    .noneMatch(received::containsKey);
        }
        assertThat(acknowledged).hasSizeGreaterThan(rounds);
    }

    private TestServer server(DatabaseConfiguration database) {
        return new TestServer(database, folder, new ScriptedDns(), 1, TestServer.quick(),
                Clock.systemUTC());
    }

    private static Map<String, Integer> counts(List<String> subjects) {
        Map<String, Integer> counts = new HashMap<>();
        subjects.forEach(one -> counts.merge(one, 1, Integer::sum));
        return counts;
    }

    private static List<MessageRow> rows(MailboxSession session, SpecialFolder folder) {
        return session.mailbox().read(snapshot -> snapshot.messages(
                snapshot.folder(folder).folderId(), 1, Integer.MAX_VALUE, 100_000,
                EnumSet.of(MessagePart.PROPERTIES)));
    }

    private static List<String> subjects(MailboxSession session, SpecialFolder folder) {
        List<String> subjects = new ArrayList<>();
        rows(session, folder).forEach(row -> subjects
                .add(row.properties().getString(PropertyTags.PidTagSubject, "")));
        return subjects;
    }
}
