package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.client.Account;
import org.rialto.client.AddressBookClient;
import org.rialto.client.Discovery;
import org.rialto.client.MapiClient;
import org.rialto.client.RemoteFolder;
import org.rialto.client.RemoteMailbox;
import org.rialto.client.RemoteMailbox.Place;
import org.rialto.client.RemoteMessage;
import org.rialto.client.RemoteTable;
import org.rialto.client.ServerTrust;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// The use cases of MS-OXPROTO §2.5 that take more than remote operations: discovery and the address
/// book, in a whole server. The others are `UseCasesTest` of the remote operations.
@Timeout(300)
class MapiUseCasesTest {
    private static final String PASSWORD = "Password01!";

    @TempDir
    Path directory;

    private final HttpClient http;
    private ServerUnderTest server;

    MapiUseCasesTest() throws Exception { http = ServerTrust.http(null); }

    @BeforeEach
    void start() throws Exception {
        server = new ServerUnderTest(directory.resolve("home"), "[server]",
                "hostname = \"mail.example.org\"");
        server.addUser("ann", PASSWORD);
        server.addUser("ben", PASSWORD);
        server.addUser("bertha", PASSWORD);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        http.close();
    }

    private Account account(String user) {
        return new Account(http, user + "@example.org", PASSWORD);
    }

    private URI local(URI endpoint) {
        return URI.create("http://127.0.0.1:" + server.address("http").getPort()
                + endpoint.getRawPath() + "?" + endpoint.getRawQuery());
    }

    /// Discovery, with its endpoints where this server listens.
    private Discovery discover(String user) throws Exception {
        Discovery found = Discovery.of(account(user), URI.create(
                "http://127.0.0.1:" + server.address("http").getPort()), user + "@example.org");
        return new Discovery(found.displayName(), found.legacyDN(), found.smtpAddress(),
                local(found.mailbox()), local(found.addressBook()));
    }

    @Test
    void useCase251ServerInformationDiscovery() throws Exception {
        Discovery found = discover("ann");
        assertThat(found.smtpAddress()).isEqualTo("ann@example.org");
        try (MapiClient client = MapiClient.connect(account("ann"), found)) {
            assertThat(client.logOn().open(Place.INBOX).get(PropertyTags.PidTagDisplayName))
                    .containsExactly("Inbox");
        }
    }

    @Test
    void useCase256ResolveARecipientFromAnAddressBook() throws Exception {
        PropertyRow ben;
        try (AddressBookClient book = AddressBookClient.bind(account("ann"), discover("ann"))) {
            assertThat(book.resolve("nobody", PropertyTags.PidTagDisplayName)).isNull();
            ben = Objects.requireNonNull(book.resolve("ben", PropertyTags.PidTagDisplayName,
                    PropertyTags.PidTagEmailAddress, PropertyTags.PidTagAddressType));
        }
        assertThat(ben.value(2)).isEqualTo("EX");
        try (MapiClient client = MapiClient.connect(account("ann"), discover("ann"))) {
            RemoteMailbox mailbox = client.logOn();
            try (RemoteFolder outbox = mailbox.open(Place.OUTBOX);
                    RemoteMessage message = outbox.create()) {
                message.set(PropertyValue.of(PropertyTags.PidTagMessageClass, "IPM.Note"),
                        PropertyValue.of(PropertyTags.PidTagSubject, "Whom I meant"));
                message.addressTo(String.valueOf(ben.value(0)), String.valueOf(ben.value(1)));
                message.submit();
            }
        }
        try (MapiClient client = MapiClient.connect(account("ben"), discover("ben"));
                RemoteFolder inbox = client.logOn().open(Place.INBOX);
                RemoteTable table = inbox.contents().columns(PropertyTags.PidTagSubject,
                        PropertyTags.PidTagDisplayTo)) {
            PropertyRow row = table.rows(2).getFirst();
            assertThat(row.value(0)).isEqualTo("Whom I meant");
            assertThat(row.value(1)).isEqualTo(ben.value(0));
        }
    }
}
