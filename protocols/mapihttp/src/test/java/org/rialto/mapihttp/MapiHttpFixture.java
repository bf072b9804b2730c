package org.rialto.mapihttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.Protocol;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.http.HttpAuthentication;
import org.rialto.http.HttpHost;
import org.rialto.http.HttpLimits;
import org.rialto.http.HttpRoute;
import org.rialto.mailbox.Mailboxes;
import org.rialto.protocols.rops.engine.RopLimits;
import org.rialto.protocols.rops.engine.RopServer;
import org.rialto.protocols.rops.engine.RopSession;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewMailbox;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.store.table.FolderViews;

/// MAPI over HTTP on a real host at a free port, with alex and kim of `contoso.com`.
final class MapiHttpFixture implements AutoCloseable {
    static final String SERVER_DN = "/o=Rialto/ou=Exchange Administrative Group"
            + " (FYDIBOHF23SPDLT)/cn=Configuration/cn=Servers/cn=mail.contoso.com";
    static final String BASE = "https://mail.contoso.com";
    static final String PASSWORD = "Password01!";
    /// Slow enough to be looked at, quick enough for tests.
    static final MapiHttpConfiguration QUICK = new MapiHttpConfiguration(4, 2,
            Duration.ofMinutes(1), Duration.ofSeconds(20), Duration.ofMillis(100),
            Duration.ofMillis(50));

    private final Database database;
    private final Store store;
    private final Directory directory;
    private final HttpHost host;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .build();
    private final MapiHttp mapiHttp;
    final SessionContexts<RopSession> contexts;
    /// What `/slow` does in place of Execute.
    final AtomicReference<@Nullable Supplier<Outcome>> slow = new AtomicReference<>();

    MapiHttpFixture(Path folder, MapiHttpConfiguration configuration) throws IOException {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("home.db")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8));
        Credential credential = hasher.credential(PASSWORD);
        directory.change(edit -> {
            var domain = edit.domains().add("contoso.com");
            for (String name : List.of("alex", "kim")) {
                long id = edit.addUser(domain, name).id();
                edit.setCredential(id, CredentialPurpose.PASSWORD, credential, null);
                edit.set(id, Flag.MAPI, true);
                edit.setDisplay(id, name + " Ångström");
            }
            return true;
        });
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        for (String name : List.of("alex", "kim")) {
            store.createMailbox(new NewMailbox(user(name).mailboxGuid(), MailboxKind.PRIVATE,
                    name, MailboxInfo.Quota.UNLIMITED));
        }
        RopServer server = new RopServer(new Mailboxes(store), directory, store.blobs(),
                new FolderViews(), SERVER_DN, _ -> Optional.empty(), RopLimits.DEFAULT);
        mapiHttp = new MapiHttp(server, configuration, BASE);
        contexts = mapiHttp.mailboxContexts();
        List<HttpRoute> routes = new ArrayList<>(mapiHttp.routes());
        routes.add(new HttpRoute("/slow", Protocol.MAPI, HttpRoute.Access.LOGGED_IN, 1024,
                exchange -> {
                    Supplier<Outcome> work = slow.get();
                    if (work != null) {
                        Work.answer(new Answer(exchange, configuration, new Counters()), "slow",
                                configuration,
                                work);
                    }
                }));
        host = HttpHost.start(
                new HttpHost.Settings("mail.contoso.com",
                        List.of(new HttpHost.Address("http",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                false)),
                        null, HttpLimits.DEFAULT, false),
                routes,
                new HttpAuthentication(new Authenticator(directory, hasher,
                        Authenticator.Settings.DEFAULT, Optional.empty())));
    }

    DirectoryObject.User user(String name) { return (DirectoryObject.User) directory.named(name); }

    String distinguishedName(String name) { return user(name).entry().legacyDN(); }

    URI server() {
        return URI.create("http://127.0.0.1:"
                + host.listeners().getFirst().address().getPort());
    }

    HttpClient http() { return http; }

    MapiHttpClient client(String user) {
        return new MapiHttpClient(http, server(), user, PASSWORD);
    }

    /// The server's side of what a client has connected to.
    SessionContext<RopSession> context(MapiHttpClient client) {
        Map<String, String> cookies = client.cookies();
        String cookie = cookies.get(ContextCookies.CONTEXT_COOKIE);
        if (cookie == null) {
            throw new AssertionError("not connected");
        }
        return contexts.all().stream().filter(each -> each.cookie().equals(cookie)).findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        http.close();
        host.close();
        mapiHttp.close();
        store.close();
        database.close();
    }
}
