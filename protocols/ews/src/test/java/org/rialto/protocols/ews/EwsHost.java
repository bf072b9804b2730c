package org.rialto.protocols.ews;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.Attribute;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.telephone.PinPolicy;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.http.HttpAuthentication;
import org.rialto.http.HttpHost;
import org.rialto.http.HttpLimits;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mailbox.voice.PinReset;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.ews.id.StoreId;
import org.rialto.store.Access;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMailbox;
import org.rialto.store.NewMessage;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;

/// A whole EWS on a free port of loopback: `alice` and `bob` on the telephone, `carol` not, `robot`
/// who may impersonate, `noews` who may not come here. Alice has one message.
final class EwsHost implements AutoCloseable {
    static final String PASSWORD = "Password01!";
    static final String EWS = "/EWS/Exchange.asmx";
    static final String UM = "/EWS/UM2007Legacy.asmx";

    final Directory directory;
    final Store store;
    final VoiceMailboxes voices;
    final FakePhoneCalls calls = new FakePhoneCalls();
    final List<String> mailed = new ArrayList<>();
    /// What telephones; null for a server without one.
    volatile @Nullable PhoneCalls telephone = calls;
    final long messageId;
    final Binary entryId;
    private final Database database;
    private final HttpHost host;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .build();

    EwsHost(Path folder) throws IOException {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("d.db")));
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(64, 1, 1), 0, 4, Duration.ofSeconds(30), 8));
        Credential credential = hasher.credential(PASSWORD);
        directory.change(edit -> {
            var domain = edit.domains().add("contoso.com");
            int extension = 5501;
            for (String name : List.of("alice", "bob", "carol", "robot", "noews")) {
                long id = edit.addUser(domain, name).id();
                edit.setCredential(id, CredentialPurpose.PASSWORD, credential, null);
                edit.set(id, Flag.EWS, !name.equals("noews"));
                edit.set(id, Flag.IMPERSONATE, name.equals("robot"));
                if (!name.equals("carol"))
                    edit.set(id, Attribute.UM_EXTENSION, Integer.toString(extension++));
            }
            return true;
        });
        for (String name : List.of("alice", "bob", "carol", "robot")) {
            store.createMailbox(new NewMailbox(user(name).mailboxGuid(), MailboxKind.PRIVATE, name,
                    MailboxInfo.Quota.UNLIMITED));
        }
        Mailbox alice = mailbox("alice");
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagMessageClass, "IPM.Note")
                .set(PropertyTags.PidTagSubject, "Hello");
        messageId = alice.write(change -> change.addMessage(
                change.folder(SpecialFolder.INBOX).folderId(),
                new NewMessage(new MessageContent(bag, List.of(), List.of()), false, 0, Set.of(),
                        Instant.now(), null, null)))
                .messageId();
        entryId = new ObjectIds(alice.info()).messageEntryId(alice.read(
                snapshot -> snapshot.folder(SpecialFolder.INBOX).folderId()), messageId);
        Mailboxes mailboxes = new Mailboxes(store);
        voices = new VoiceMailboxes(store, mailboxes);
        Authenticator authenticator = new Authenticator(directory, hasher,
                Authenticator.Settings.DEFAULT, Optional.empty());
        PinReset reset = new PinReset(
                new TelephoneAccess(directory, hasher, PinPolicy.STANDARD, Clock.systemUTC()),
                (_, _, recipient, message) -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    message.writeTo(out);
                    mailed.add(recipient + "\n" + out.toString(StandardCharsets.UTF_8));
                }, SmtpAddress.parse("voice@contoso.com"), Clock.systemUTC());
        EwsServices services = new EwsServices(directory, authenticator, mailboxes, voices,
                () -> telephone == null ? null : reset,
                () -> telephone, List.of("+1 425 555 0100", "5500"));
        host = HttpHost.start(new HttpHost.Settings("mail.contoso.com",
                List.of(new HttpHost.Address("http",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false)),
                null, HttpLimits.DEFAULT, false), Ews.routes(services),
                new HttpAuthentication(authenticator));
    }

    DirectoryObject.User user(String name) { return (DirectoryObject.User) directory.named(name); }

    Mailbox mailbox(String name) {
        return store.open(store.findMailbox(user(name).mailboxGuid()).orElseThrow().mailboxId(),
                Access.SYSTEM);
    }

    /// Of Alice's message.
    String itemId() { return StoreId.of(user("alice").mailboxGuid(), entryId).toText(); }

    HttpResponse<String> post(String who, String path, String body)
            throws IOException, InterruptedException {
        return send(who, request(path).header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + host.listeners().getFirst().address().getPort() + path))
                .timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(String who, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        if (!who.equals("nobody")) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                    (who + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// An envelope around the header's and the body's children.
    static String envelope(String header, String body) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<soap:Envelope"
                + " xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
                + "<soap:Header>" + header + "</soap:Header><soap:Body>" + body
                + "</soap:Body></soap:Envelope>";
    }

    @Override
    public void close() {
        client.close();
        host.close();
        voices.close();
        store.close();
        database.close();
    }
}
