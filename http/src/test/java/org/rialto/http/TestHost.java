package org.rialto.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.Flag;
import org.rialto.directory.ntlm.NtlmSettings;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.NtHashSeal;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.BearerTokens;

/// A host on a free port of loopback in front of a small organisation: `alex`, `noews` who may not
/// use EWS, and `zoë`, with the password `Pässword01!`.
final class TestHost implements AutoCloseable {
    static final String PASSWORD = "Pässword01!";

    final Database database;
    final Directory directory;
    final HttpHost host;
    private final HttpHost.Settings settings;
    private final HttpAuthentication authentication;
    private final List<HttpRoute> routes;
    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestHost(Path folder, HttpLimits limits, HttpRoute... routes) throws IOException {
        this(folder, limits, Optional.empty(), routes);
    }

    /// @param tokens whose bearer tokens are taken
    TestHost(Path folder, HttpLimits limits, Optional<BearerTokens> tokens, HttpRoute... routes)
            throws IOException {
        Files.createDirectories(folder);
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("d.db")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(1024, 1, 1), 4096, 4, Duration.ofSeconds(5), 8),
                Optional.of(new NtHashSeal(new byte[NtHashSeal.KEY_BYTES])));
        Credential credential = hasher.credential(PASSWORD);
        directory.change(edit -> {
            var domain = edit.domains().add("contoso.com");
            for (String name : List.of("alex", "noews", "zoë")) {
                long id = edit.addUser(domain, name).id();
                edit.setCredential(id, CredentialPurpose.PASSWORD, credential, null);
                edit.set(id, Flag.EWS, !name.equals("noews"));
            }
            return true;
        });
        this.routes = List.of(routes);
        settings = new HttpHost.Settings("mail.contoso.com",
                List.of(new HttpHost.Address("http",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false)),
                null, limits, true);
        authentication = new HttpAuthentication(
                new Authenticator(directory, hasher, Authenticator.Settings.DEFAULT,
                        tokens, Optional.of(new NtlmSettings("mail.contoso.com",
                                NtlmSettings.ChannelBinding.ALLOW))));
        host = HttpHost.start(settings, this.routes, authentication);
    }

    /// The whole answer to a request in the clear from a machine elsewhere, which has TLS on a port:
    /// the same routes behind a connector in memory that is told where its connection comes from.
    String fromElsewhere(String requestLine, int httpsPort) throws Exception {
        RequestAdmission admission = new RequestAdmission(settings.limits());
        Server server = new Server();
        LocalConnector connector = new LocalConnector(server, null, null, null, 0,
                new ProxyConnectionFactory(), new HttpConnectionFactory());
        server.addConnector(connector);
        server.setHandler(new Dispatcher(settings, new RouteTable(routes), authentication,
                admission, new LongPolls(admission), () -> httpsPort));
        server.start();
        try {
            return connector.getResponse("PROXY TCP4 192.0.2.7 192.0.2.1 50000 80\r\n" + requestLine
                    + " HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                    requestLine.startsWith("HEAD "), 20, TimeUnit.SECONDS);
        } finally {
            server.stop();
        }
    }

    int port() { return host.listeners().getFirst().address().getPort(); }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        client.close();
        host.close();
        database.close();
    }
}
