package org.rialto.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.rialto.directory.Attribute;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryEdit;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.Link;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.Credential;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.mailbox.Delivery;
import org.rialto.mailbox.rules.Plan;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.server.Home;
import org.rialto.server.HomeFiles;
import org.rialto.server.Rooms;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;

/// The home that `rialto demo` works on, and what is in it.
final class DemoHome {
    static final String DOMAIN = "example.com";
    static final String PASSWORD = "Password01!";
    /// For the telephone.
    static final String PIN = "247913";
    private static final Map<String, String> PEOPLE = new LinkedHashMap<>();

    static {
        PEOPLE.put("alice", "Alice Archer");
        PEOPLE.put("bob", "Bob Baker");
        PEOPLE.put("carol", "Carol Cooper");
    }

    private DemoHome() {}

    /// Writes configuration and certificate where they are missing.
    static void create(Home home, boolean freePorts) throws IOException {
        HomeFiles.create(home, "mail." + DOMAIN, DOMAIN, HomeFiles.Ports.DEMO, freePorts);
    }

    /// Makes the sample domain, users and mail, unless the home has a domain already.
    static void populate(Rooms rooms) throws IOException {
        Directory directory = rooms.directory();
        if (directory.defaultDomain().isPresent())
            return;
        Credential credential = rooms.hasher().credential(PASSWORD);
        Credential pin = rooms.hasher().pin(PIN);
        directory.change(edit -> {
            Domain domain = edit.domains().add(DOMAIN);
            DirectoryObject.Group team = edit.addGroup(domain, "team");
            edit.setDisplay(team.id(), "The whole team");
            int extension = 5501;
            for (Map.Entry<String, String> person : PEOPLE.entrySet()) {
                long id = addPerson(edit, domain, person.getKey(), person.getValue(), extension++);
                edit.setCredential(id, CredentialPurpose.PASSWORD, credential, null);
                edit.setCredential(id, CredentialPurpose.PIN, pin, null);
                edit.addLink(team.id(), Link.MEMBER, id);
            }
            DirectoryObject.Resource room = edit.addResource(ObjectKind.ROOM, domain, "blue");
            edit.setDisplay(room.id(), "Blue room");
            edit.set(room.id(), Attribute.CAPACITY, "8");
            DirectoryObject.Contact vendor = edit.addContact(domain, "vendor",
                    SmtpAddress.parse("vendor@fabrikam.example"));
            edit.setDisplay(vendor.id(), "Fabrikam sales");
            return 0;
        });
        rooms.applyQuotas();
        deliverSamples(rooms);
    }

    private static long addPerson(DirectoryEdit edit, Domain domain, String name, String display,
            int extension) throws java.sql.SQLException {
        long id = edit.addUser(domain, name).id();
        edit.setDisplay(id, display);
        String[] names = display.split(" ");
        edit.set(id, Attribute.FIRST, names[0]);
        edit.set(id, Attribute.LAST, names[1]);
        edit.set(id, Attribute.COMPANY, "Example");
        edit.set(id, Attribute.UM_EXTENSION, String.valueOf(extension));
        edit.set(id, Flag.ADMINISTRATOR, name.equals("alice"));
        return id;
    }

    private static void deliverSamples(Rooms rooms) throws IOException {
        Delivery delivery = new Delivery(rooms.store(), rooms.directory(),
                RuleLimits.DEFAULT);
        for (DemoMail.Sample sample : DemoMail.samples()) {
            BlobRef blob;
            try (BlobWriter writer = rooms.store().blobs().create()) {
                writer.write(sample.bytes());
                blob = writer.finish();
            }
            Delivery.Prepared prepared = delivery.prepare(blob, MimeScanner.scan(sample.bytes()),
                    sample.received());
            for (String user : sample.users()) {
                DirectoryObject.MailboxOwner owner = (DirectoryObject.MailboxOwner) rooms
                        .directory().named(user);
                UUID mailbox = owner.mailboxGuid();
                rooms.database().write(sql -> delivery.deliver(sql, mailbox, prepared,
                        Plan.NO_RULES));
            }
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst)
                Files.deleteIfExists(path);
        } catch (IOException | java.io.UncheckedIOException e) {
            // It is in the temporary directory; the system clears that.
        }
    }
}
