package org.rialto.directory.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import org.ietf.jgss.ChannelBinding;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Protocol;
import org.rialto.directory.kerberos.KerberosServer;
import org.rialto.directory.kerberos.KerberosSettings;
import org.rialto.mapi.MailError;

/// Log-in by tickets of a real KDC, asked for by the JDK's client side. RFC 4121, RFC 4178.
final class KerberosTest {
    private static final String KERBEROS = "1.2.840.113554.1.2.2";
    private static final String SPNEGO = "1.3.6.1.5.5.2";
    private static final byte[] END_POINT = {1, 2, 3, 4};
    @TempDir
    static Path realmFolder;
    private static @Nullable TestRealm started;
    private static Path service = Path.of("");
    private static Path otherService = Path.of("");
    private static final Map<String, Subject> CLIENTS = new HashMap<>();

    @TempDir
    Path folder;
    private Contoso contoso;
    private Authenticator authenticator;

    @BeforeAll
    static void realm() throws Exception {
        assumeTrue(TestRealm.isAvailable(), "needs Debian's krb5-kdc, which ./verify installs");
        TestRealm realm = new TestRealm(realmFolder);
        started = realm;
        System.setProperty("java.security.krb5.conf", realm.configuration().toString());
        service = realm.keytab("HTTP/mail.contoso.com");
        otherService = realm.keytab("HTTP/other.contoso.com");
        for (String user : new String[]{"alex", "gone", "stranger", "alex/admin"}) {
            CLIENTS.put(user, client(realm, user));
        }
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
            System.clearProperty("java.security.krb5.conf");
        }
    }

    @BeforeEach
    void open() {
        contoso = new Contoso(folder);
        authenticator = authenticator(Map.of(), false);
    }

    @AfterEach
    void close() { contoso.close(); }

    private Authenticator authenticator(Map<String, String> realms, boolean channelBinding) {
        return new Authenticator(contoso.directory, contoso.hasher, Authenticator.Settings.DEFAULT,
                Optional.empty(), Optional.empty(),
                Optional.of(KerberosServer.open(new KerberosSettings(service, "", realms,
                        channelBinding))),
                Clock.systemUTC(), System::nanoTime);
    }

    private static Subject client(TestRealm realm, String user) throws Exception {
        Map<String, String> options = Map.of("useKeyTab", "true", "keyTab",
                realm.keytab(user).toString(), "principal", user + "@CONTOSO.COM", "doNotPrompt",
                "true");
        Subject subject = new Subject();
        new LoginContext("client", subject, null, new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[]{new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule",
                        AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, options)};
            }
        }).login();
        return subject;
    }

    /// A client's side of a log-in.
    private record Client(GSSContext context, byte[] token) {
        static Client of(String user, String service, String mechanism,
                @Nullable ChannelBinding binding) throws Exception {
            return Subject.callAs(Objects.requireNonNull(CLIENTS.get(user)), () -> {
                GSSManager manager = GSSManager.getInstance();
                GSSContext context = manager.createContext(
                        manager.createName(service + "@CONTOSO.COM", new Oid(
                                "1.2.840.113554.1.2.2.1")),
                        new Oid(mechanism), null, GSSCredential.DEFAULT_LIFETIME);
                context.requestMutualAuth(true);
                if (binding != null) {
                    context.setChannelBinding(binding);
                }
                return new Client(context, context.initSecContext(new byte[0], 0, 0));
            });
        }

        static Client of(String user, String mechanism) throws Exception {
            return of(user, "HTTP/mail.contoso.com", mechanism, null);
        }
    }

    private static Peer peer(byte @Nullable [] endPoint) {
        return new Peer(InetAddress.getLoopbackAddress(), Protocol.MAPI, true,
                new ChannelBindings(null, endPoint), Optional.empty(), true);
    }

    private SaslStep.Finished shown(byte[] token) { return shown(token, peer(null)); }

    private SaslStep.Finished shown(byte[] token, Peer peer) {
        return (SaslStep.Finished) authenticator.begin("GSS-SPNEGO", peer).next(token);
    }

    private static void assertIsAlex(SaslStep.Finished step) {
        assertThat(step.outcome()).isInstanceOfSatisfying(Outcome.Granted.class,
                granted -> assertThat(granted.login().actor().name()).contains("alex"));
    }

    private static void assertRefused(SaslStep.Finished step, Outcome.Reason reason) {
        assertThat(step.outcome()).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void logsInByTicketAndProvesItself() throws Exception {
        for (String mechanism : new String[]{SPNEGO, KERBEROS}) {
            Client client = Client.of("alex", mechanism);
            SaslStep.Finished step = shown(client.token());
            assertIsAlex(step);
            byte[] answer = Objects.requireNonNull(step.data());
            client.context().initSecContext(answer, 0, answer.length);
            assertThat(client.context().isEstablished()).isTrue();
            assertThat(client.context().getMutualAuthState()).isTrue();
        }
    }

    @Test
    void takesATicketOnce() throws Exception {
        Client client = Client.of("alex", SPNEGO);
        assertIsAlex(shown(client.token()));
        assertRefused(shown(client.token()), Outcome.Reason.INVALID_CREDENTIALS);
    }

    @Test
    void isOfferedOnlyOnEncryptedConnectionsOfProtocolsThatNegotiate() {
        assertThat(authenticator.mechanisms(peer(null))).contains(Mechanism.GSS_SPNEGO)
                .doesNotContain(Mechanism.NTLM);
        assertThat(authenticator.mechanisms(Contoso.INSIDE))
                .doesNotContain(Mechanism.GSS_SPNEGO);
        assertThat(authenticator.mechanisms(new Peer(Contoso.INSIDE.address(), Protocol.MAPI, false,
                ChannelBindings.NONE, Optional.empty(), true)))
                .doesNotContain(Mechanism.GSS_SPNEGO);
    }

    @Test
    void refusesWhoIsNobodyHereOrMayNotLogIn() throws Exception {
        assertRefused(shown(Client.of("stranger", SPNEGO).token()),
                Outcome.Reason.INVALID_CREDENTIALS);
        assertRefused(shown(Client.of("alex/admin", SPNEGO).token()),
                Outcome.Reason.INVALID_CREDENTIALS);
        assertRefused(shown(Client.of("gone", SPNEGO).token()), Outcome.Reason.ACCOUNT_DISABLED);
    }

    @Test
    void refusesATicketForAnotherService() throws Exception {
        assertThat(Files.exists(otherService)).isTrue();
        Client client = Client.of("alex", "HTTP/other.contoso.com", SPNEGO, null);
        assertRefused(shown(client.token()), Outcome.Reason.INVALID_CREDENTIALS);
    }

    @Test
    void takesOnlyRealmsThatAreNamed() throws Exception {
        authenticator = authenticator(Map.of("FABRIKAM.COM", "contoso.com"), false);
        assertRefused(shown(Client.of("alex", SPNEGO).token()),
                Outcome.Reason.INVALID_CREDENTIALS);
        authenticator = authenticator(Map.of("CONTOSO.COM", "contoso.com"), false);
        assertIsAlex(shown(Client.of("alex", SPNEGO).token()));
    }

    @Test
    void wantsTheConnectionNamedWhereThatIsAskedFor() throws Exception {
        assertIsAlex(shown(bound(new byte[]{9}).token(), peer(END_POINT)));
        authenticator = authenticator(Map.of(), true);
        assertIsAlex(shown(bound(END_POINT).token(), peer(END_POINT)));
        for (Client other : new Client[]{bound(new byte[]{9}), Client.of("alex", SPNEGO)}) {
            assertRefused(shown(other.token(), peer(END_POINT)),
                    Outcome.Reason.INVALID_CREDENTIALS);
        }
        assertRefused(shown(bound(END_POINT).token(), peer(null)),
                Outcome.Reason.INVALID_CREDENTIALS);
    }

    /// As RFC 5929 §4 has it, which Windows sends.
    private static Client bound(byte[] endPoint) throws Exception {
        byte[] prefix = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[prefix.length + endPoint.length];
        System.arraycopy(prefix, 0, all, 0, prefix.length);
        System.arraycopy(endPoint, 0, all, prefix.length, endPoint.length);
        return Client.of("alex", "HTTP/mail.contoso.com", SPNEGO,
                (ChannelBinding) Class
                        .forName("sun.security.jgss.krb5.internal.TlsChannelBindingImpl")
                        .getConstructor(byte[].class).newInstance((Object) all));
    }

    /// Every bit of a token turned: some make the JDK's own reader of tickets throw what no
    /// signature of it names.
    @Test
    void refusesDamagedTicketsInOrder() throws Exception {
        byte[] token = Client.of("alex", SPNEGO).token();
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] damaged = token.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertGrantedToAlexOrRefused(damaged);
        }
        Random random = new Random(20261121);
        for (int i = 0; i < 100; i++) {
            assertGrantedToAlexOrRefused(
                    java.util.Arrays.copyOf(token, random.nextInt(token.length)));
        }
    }

    private void assertGrantedToAlexOrRefused(byte[] token) throws Exception {
        SaslStep step = authenticator.begin("GSS-SPNEGO", peer(null)).next(token);
        if (step instanceof SaslStep.Finished finished
                && finished.outcome() instanceof Outcome.Granted granted) {
            assertThat(granted.login().actor().name()).contains("alex");
        }
    }

    @Test
    void serverThatIsNotOurRealmsIsNotBelieved() throws Exception {
        Client client = Client.of("alex", KERBEROS);
        assertThatThrownBy(() -> client.context().initSecContext(client.token(), 0,
                client.token().length)).isInstanceOf(GSSException.class);
    }

    @Test
    void saysWhatIsWrongWithAKeytab() throws IOException {
        assertThatThrownBy(() -> open(folder.resolve("missing"), ""))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> open(service, "HTTP/elsewhere@CONTOSO.COM"))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("has no key of");
        open(service, "HTTP/mail.contoso.com@CONTOSO.COM");
    }

    private static void open(Path keytab, String principal) {
        KerberosServer.open(new KerberosSettings(keytab, principal, Map.of(), true));
    }
}
