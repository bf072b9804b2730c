package org.rialto.acceptance;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.rialto.client.Account;
import org.rialto.client.Discovery;
import org.rialto.client.MapiClient;
import org.rialto.client.RemoteFolder;
import org.rialto.client.RemoteMailbox;
import org.rialto.client.RemoteMailbox.Place;
import org.rialto.client.RemoteMessage;
import org.rialto.client.RemoteStream;
import org.rialto.client.RemoteTable;
import org.rialto.client.RemoteTransfer;
import org.rialto.client.ServerTrust;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.SortOrder;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.RopNotify;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;

/// A MAPI client at a real server, for `acceptance/checks/mapi.py`: says what it has done, a line
/// each, and where it needs mail to come, waits for a line that says that it was sent. Arguments: the
/// server's URL, its certificate, address, password.
public final class MapiCheck {
    private static final PropertyTag SUBJECT = PropertyTags.PidTagSubject;
    private static final PropertyTag BODY = PropertyTags.PidTagBody;
    private final BufferedReader script = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private MapiCheck() {}

    public static void main(String[] arguments) throws Exception {
        try (HttpClient http = ServerTrust.http(Path.of(arguments[1]))) {
            Account account = new Account(http, arguments[2], arguments[3]);
            Discovery found = Discovery.of(account, URI.create(arguments[0]), arguments[2]);
            expect(found.mailbox().toString().startsWith(arguments[0] + "/mapi/emsmdb/?MailboxId="),
                    "the mailbox is at " + found.mailbox());
            say("discovered", found.displayName());
            MapiCheck check = new MapiCheck();
            try (MapiClient client = MapiClient.connect(account, found)) {
                RemoteMailbox mailbox = client.logOn();
                RemoteFolder inbox = mailbox.open(Place.INBOX);
                check.folders(mailbox);
                check.reads(inbox);
                check.hears(client, mailbox);
                check.writes(inbox);
            }
            say("ended", "");
        }
    }

    private static void say(String what, String more) {
        System.out.println((what + " " + more).strip());
        System.out.flush();
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    private String line() throws IOException { return String.valueOf(script.readLine()); }

    private void folders(RemoteMailbox mailbox) throws Exception {
        try (RemoteFolder root = mailbox.open(Place.IPM_SUBTREE);
                RemoteTable table = root.hierarchy()
                        .columns(PropertyTags.PidTagDisplayName)) {
            List<String> names = table.rows(100).stream()
                    .map(row -> String.valueOf(row.value(0))).toList();
            expect(names.contains("Inbox") && names.contains("Drafts"), "folders: " + names);
            say("folders", String.valueOf(names.size()));
        }
    }

    /// What came by SMTP: by table, by properties, as a stream, and as a fast
    /// transfer.
    private void reads(RemoteFolder inbox) throws Exception {
        MessageId id;
        try (RemoteTable table = inbox.contents().columns(PropertyTags.PidTagMid, SUBJECT)
                .sort(SortOrder.descending(PropertyTags.PidTagMessageDeliveryTime))) {
            PropertyRow first = table.rows(50).getFirst();
            say("subject", String.valueOf(first.value(1)));
            id = MessageId.ofLong((Long) java.util.Objects.requireNonNull(first.value(0)));
        }
        try (RemoteMessage message = inbox.open(id)) {
            say("from", String.valueOf(message
                    .get(PropertyTags.PidTagSenderSmtpAddress).getFirst()));
            try (RemoteStream stream = message.read(BODY)) {
                say("body", new String(stream.readAll(), StandardCharsets.UTF_16LE).strip());
            }
        }
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try (RemoteTransfer transfer = inbox.download(List.of(id))) {
            transfer.readAll(stream);
        }
        say("transferred", String.valueOf(stream.size()));
    }

    private void hears(MapiClient client, RemoteMailbox mailbox) throws Exception {
        int subscription = mailbox.subscribe(RopRegisterNotification.NEW_MAIL, null);
        say("waiting", "");
        expect(client.notificationWait(), "the wait ended with nothing");
        RopNotify.Response news = client.notifications().getFirst();
        expect(news.notificationHandle() == subscription, "another subscription's: " + news);
        expect(news.data() instanceof NotificationData.NewMail mail
                && mail.folderId().equals(mailbox.folderId(Place.INBOX)), "heard " + news.data());
        say("heard", "");
        line();
    }

    private void writes(RemoteFolder inbox) throws Exception {
        try (RemoteMessage message = inbox.create()) {
            message.set(PropertyValue.of(PropertyTags.PidTagMessageClass, "IPM.Note"),
                    PropertyValue.of(SUBJECT, "Written by MAPI Ångström"),
                    PropertyValue.of(PropertyTags.PidTagMessageFlags, 1));
            try (RemoteStream body = message.write(BODY)) {
                body.write("Begun as a stream.\r\n".repeat(5_000)
                        .getBytes(StandardCharsets.UTF_16LE));
            }
            message.save();
            say("saved", "");
        }
    }
}
