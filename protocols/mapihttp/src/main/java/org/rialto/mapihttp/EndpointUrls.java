package org.rialto.mapihttp;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rialto.base.ByteReader;
import org.rialto.directory.Actor;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapihttp.wire.GetUrl;
import org.rialto.mapihttp.wire.RequestType;

/// GetMailboxUrl and GetAddressBookUrl. MS-OXCMAPIHTTP §2.2.5.18, §2.2.5.19; rules in MS-OXABREF
/// §3.1.4.1 and §3.1.4.2. There is one server; what differs is the mailbox that a URL is for, as
/// Autodiscover gives them.
final class EndpointUrls {
    /// A mailbox's server, `…/cn=Configuration/cn=Servers/cn=GUID@domain`, or its database.
    private static final Pattern SERVER_DN = Pattern.compile(
            ".*/cn=configuration/cn=servers/cn=([^/]+)(/cn=microsoft (private|public) mdb)?");
    private static final Pattern MAILBOX_ID = Pattern.compile(
            "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^@]+)");
    private final String base;
    private final Directory directory;
    private final String serverDN;

    /// @param base `https://mail.example.com`
    /// @param serverDN this server's distinguished name
    EndpointUrls(String base, Directory directory, String serverDN) {
        this.base = base;
        this.directory = directory;
        this.serverDN = serverDN.toLowerCase(Locale.ROOT);
    }

    GetUrl.Response answer(RequestType type, ByteReader body, Actor.Person actor) {
        String name = GetUrl.Request.read(body).distinguishedName();
        Optional<String> url = type == RequestType.GET_MAILBOX_URL
                ? mailboxOfServer(name, actor).map(id -> url(MapiEndpoint.MAILBOX_PATH, id))
                : Optional.of(url(MapiEndpoint.ADDRESS_BOOK_PATH, mailboxOfUser(name, actor)));
        return new GetUrl.Response(
                url.isPresent() ? 0 : ErrorCodes.NotFound.value(), url.orElse(""), Binary.EMPTY);
    }

    private String url(String path, String mailboxId) {
        return base + path + "/?MailboxId=" + mailboxId;
    }

    private Optional<String> mailboxOfServer(String name, Actor.Person actor) {
        Matcher matcher = SERVER_DN.matcher(name.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String server = matcher.group(1);
        if (serverDN.endsWith("/cn=" + server)) {
            return Optional.of(own(actor));
        }
        Matcher id = MAILBOX_ID.matcher(server);
        if (!id.matches()) {
            return Optional.empty();
        }
        UUID mailbox = UUID.fromString(id.group(1));
        return mailbox.equals(Mailboxes.PUBLIC_FOLDERS) && directory.isOurs(id.group(2))
                ? Optional.of(server)
                : directory.ofMailbox(mailbox).flatMap(EndpointUrls::mailboxId);
    }

    /// A name that nobody has is no help, and no harm: any address book server will do.
    private String mailboxOfUser(String name, Actor.Person actor) {
        return directory.ofLegacyDN(name).flatMap(EndpointUrls::mailboxId)
                .orElseGet(() -> own(actor));
    }

    private String own(Actor.Person actor) {
        return directory.ofMailbox(actor.mailboxGuid()).flatMap(EndpointUrls::mailboxId)
                .orElse(actor.mailboxGuid().toString());
    }

    private static Optional<String> mailboxId(DirectoryObject object) {
        return object instanceof DirectoryObject.MailboxOwner owner
                ? Optional.of(owner.mailboxGuid() + "@" + owner.entry().domain().name())
                : Optional.empty();
    }
}
