package org.rialto.protocols.rops.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;
import org.rialto.store.Mailbox;

/// A client of Alice, logged on to her mailbox with its Inbox open, on each engine.
@ParameterizedClass
@EnumSource(TestEngine.class)
abstract class AliceAtInbox {
    /// Text with an attached file and an attached message.
    static final String MIXED = "From: Carol <carol@example.com>\r\n"
            + "To: Alice <alice@example.com>, dave@example.com\r\nSubject: Re: Plans\r\n"
            + "Message-ID: <1@example.com>\r\nDate: Mon, 4 May 2026 03:00:00 +0000\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Gr\u00fc\u00dfe</p>\r\n"
            + "--b\r\nContent-Type: text/plain; name=a.txt\r\n"
            + "Content-Disposition: attachment; filename=a.txt\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n"
            + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nwithin\r\n--b--\r\n";
    @Parameter
    @SuppressWarnings("NullAway.Init")
    TestEngine engine;
    @TempDir
    Path directory;
    RopFixture fixture;
    RopClient client;
    Mailbox mailbox;
    long inbox;
    int logon;
    int folder;

    @BeforeEach
    final void openInbox() {
        fixture = new RopFixture(engine, directory);
        client = fixture.client(fixture.alice);
        mailbox = fixture.mailbox(fixture.alice);
        inbox = RopFixture.inbox(mailbox);
        logon = client.logon(fixture.alice);
        folder = client.open(logon, inbox);
    }

    @AfterEach
    final void closeSession() {
        client.session.close();
        fixture.close();
    }

    /// The id of a message in the Inbox that came as MIME.
    final long delivered(String text) { return fixture.delivered(mailbox, inbox, text); }

    /// The handle of a message of the Inbox.
    final int openMessage(long id) {
        client.ask(folder, new RopOpenMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(inbox),
                RopOpenMessage.BEST_ACCESS, Ids.message(id)), RopOpenMessage.Response.class);
        return client.handle(1);
    }
}
