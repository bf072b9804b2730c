package org.rialto.autodiscover;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.http.HttpAuthentication;
import org.rialto.http.HttpHost;
import org.rialto.http.HttpLimits;
import org.rialto.mailbox.Mailboxes;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewMailbox;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;

/// `contoso.com` on a real HTTP host: alex, kim (with an alias), pat who may not use MAPI, a group,
/// and a contact that moved away.
final class TestOrganisation implements AutoCloseable {
    static final String PASSWORD = "Password01!";
    static final List<MailService> MAIL = List.of(
            new MailService(MailService.Kind.IMAP, 993, true),
            new MailService(MailService.Kind.SMTP, 587, false));

    final Database database;
    final Directory directory;
    final Store store;
    private final HttpHost host;
    private final HttpClient client = HttpClient.newHttpClient();

    TestOrganisation(Path folder, Set<Service> services) throws IOException {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("home.db")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8));
        Credential credential = hasher.credential(PASSWORD);
        directory.change(edit -> {
            var domain = edit.domains().add("contoso.com");
            for (String name : List.of("alex", "kim", "pat")) {
                long id = edit.addUser(domain, name).id();
                edit.setCredential(id, CredentialPurpose.PASSWORD, credential, null);
                edit.set(id, Flag.MAPI, !name.equals("pat"));
                edit.set(id, Flag.ACTIVESYNC, !name.equals("pat"));
            }
            long alex = edit.named("alex").id();
            edit.setDisplay(alex, "Alex & <Co> \"Smith\"");
            edit.set(alex, org.rialto.directory.Attribute.UM_EXTENSION, "5501");
            edit.setAliases(alex, List.of(SmtpAddress.parse("asmith@contoso.com")));
            edit.addGroup(domain, "team");
            return true;
        });
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        for (String name : List.of("alex", "kim", "pat")) {
            store.createMailbox(new NewMailbox(owner(name).mailboxGuid(), MailboxKind.PRIVATE,
                    name, MailboxInfo.Quota.UNLIMITED));
        }
        AutodiscoverConfiguration configuration = new AutodiscoverConfiguration(
                "mail.contoso.com", 443, services, MAIL);
        host = HttpHost.start(
                new HttpHost.Settings("mail.contoso.com",
                        List.of(new HttpHost.Address("http",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                false)),
                        null, HttpLimits.DEFAULT, false),
                Autodiscover.routes(configuration, directory, new Mailboxes(store)),
                new HttpAuthentication(new Authenticator(directory, hasher,
                        Authenticator.Settings.DEFAULT, Optional.empty())));
    }

    DirectoryObject.MailboxOwner owner(String name) {
        return (DirectoryObject.MailboxOwner) directory.named(name);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + host.listeners().getFirst().address().getPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static String authorization(String user) {
        return "Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String user, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Authorization", authorization(user))
                .header("Content-Type", "text/xml").POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0)
            request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String user, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return post(user, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    @Override
    public void close() {
        client.close();
        host.close();
        store.close();
        database.close();
    }
}
