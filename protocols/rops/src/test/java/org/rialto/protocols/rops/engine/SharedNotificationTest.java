package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.TestEngine;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.RopNotify;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.store.Mailbox;

/// Two server processes on one PostgreSQL store: a client of the one hears of what happens in the
/// other. (SQLite has one process.)
class SharedNotificationTest {
    /// Until the one listens to the other, it hears nothing.
    private static List<NotificationData> hear(RopClient client, Runnable happens, int count) {
        List<NotificationData> heard = new ArrayList<>();
        long end = System.nanoTime() + 60_000_000_000L;
        while (heard.size() < count) {
            assertThat(System.nanoTime()).as("time; heard " + heard).isLessThan(end);
            happens.run();
            long next = System.nanoTime() + 300_000_000L;
            while (System.nanoTime() < next && heard.size() < count) {
                client.execute(List.of()).forEach(response -> {
                    if (response instanceof RopNotify.Response told) {
                        heard.add(told.data());
                    }
                });
            }
        }
        return heard;
    }

    @Test
    void aClientHearsWhatAnotherProcessDoes(@TempDir Path directory) {
        try (RopFixture here = new RopFixture(TestEngine.POSTGRES, directory);
                RopFixture there = new RopFixture(TestEngine.POSTGRES, directory)) {
            RopClient client = here.client(here.alice);
            int logon = client.logon(here.alice);
            Mailbox elsewhere = there.mailbox(there.alice);
            long inbox = RopFixture.inbox(elsewhere);
            client.ask(logon, new RopRegisterNotification.Request(0, 0, 1,
                    RopRegisterNotification.OBJECT_CREATED, null),
                    RopRegisterNotification.Response.class);
            int subscription = client.handle(1);
            List<Long> ids = new ArrayList<>();
            assertThat(hear(client, () -> ids.add(RopFixture.add(elsewhere, inbox, "new")), 1))
                    .allSatisfy(each -> assertThat(each).isInstanceOfSatisfying(
                            NotificationData.ObjectCreated.class, created -> {
                                assertThat(created.subject().folderId())
                                        .isEqualTo(Ids.folder(inbox));
                                assertThat(ids).contains(Ids.message(java.util.Objects
                                        .requireNonNull(created.subject().messageId())));
                            }));
            client.release(subscription);
            int table = client.contents(client.open(logon, inbox), 0);
            client.rows(table, List.of(PropertyTags.PidTagSubject));
            assertThat(hear(client, () -> RopFixture.add(elsewhere, inbox, "row"), 1))
                    .last().isInstanceOf(NotificationData.TableRowAdded.class);
            client.session.close();
        }
    }
}
