package org.rialto.protocols.nspi;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.Actor;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.Link;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.SmtpAddress;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.nspi.Answers.RowSet;

/// A small organisation and its address book.
final class BookFixture implements AutoCloseable {
    static final Stat START = new Stat(Stat.SORT_DISPLAY_NAME, 0, Stat.BEGINNING_OF_TABLE, 0, 0, 0,
            1252, Stat.DEFAULT_LOCALE, Stat.DEFAULT_LOCALE);
    final Database database;
    final Directory directory;
    final Domain domain;
    final NspiServer server;
    final long alice;
    final long bob;
    final long zoe;
    final long hidden;
    final long room;
    final long projector;
    final long team;
    final long secretClub;
    final long everybody;
    final long contact;
    final long folder;

    BookFixture(Path files) { this(files, NspiLimits.DEFAULT); }

    BookFixture(Path files, NspiLimits limits) { this(files, TestEngine.SQLITE, limits); }

    BookFixture(Path files, TestEngine engine, NspiLimits limits) {
        database = engine.open(files);
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        domain = directory.change(edit -> edit.domains().add("example.com"));
        alice = user("alice", "Alice Ångström");
        bob = user("bob", "Bob Baker");
        zoe = user("zoe", "Zoé Smith");
        hidden = user("ghost", "Ghost Writer");
        room = resource(ObjectKind.ROOM, "blue", "Blue Room");
        projector = resource(ObjectKind.EQUIPMENT, "beamer", "Projector");
        team = group("team", "Team");
        secretClub = group("club", "Secret Club");
        everybody = group("everybody", "Everybody");
        contact = directory.change(edit -> edit.addContact(domain, "kim",
                SmtpAddress.parse("kim@elsewhere.net"))).id();
        folder = directory.change(edit -> edit.addPublicFolder(domain, "/News",
                SmtpAddress.parse("news@example.com"))).id();
        directory.change(edit -> {
            edit.setDisplay(contact, "Kim Contact");
            edit.setDisplay(folder, "News");
            edit.set(hidden, Flag.LISTED, false);
            edit.set(secretClub, Flag.HIDDEN_MEMBERSHIP, true);
            edit.set(alice, Attribute.FIRST, "Alice");
            edit.set(alice, Attribute.LAST, "Ångström");
            edit.set(alice, Attribute.TITLE, "Manager");
            edit.set(alice, Attribute.DEPARTMENT, "Research");
            edit.set(alice, Attribute.PHONE_BUSINESS, "+1 555 0100");
            edit.set(alice, Attribute.OFFICE, "4711");
            edit.set(bob, Attribute.DEPARTMENT, "Research");
            edit.set(room, Attribute.CAPACITY, "12");
            edit.setAliases(alice, List.of(SmtpAddress.parse("chief@example.com")));
            edit.addLink(bob, Link.MANAGER, alice);
            edit.addLink(zoe, Link.MANAGER, alice);
            edit.addLink(team, Link.MEMBER, alice);
            edit.addLink(team, Link.MEMBER, zoe);
            edit.addLink(team, Link.MEMBER, contact);
            edit.addLink(team, Link.MEMBER, hidden);
            edit.addLink(team, Link.OWNER, alice);
            edit.addLink(secretClub, Link.MEMBER, zoe);
            edit.addLink(secretClub, Link.OWNER, alice);
            edit.setFilter(everybody, org.rialto.directory.Filter.parse("(kind=user)"));
            return true;
        });
        server = new NspiServer(directory, limits);
    }

    private long user(String name, String display) {
        return directory.change(edit -> {
            long id = edit.addUser(domain, name).id();
            edit.setDisplay(id, display);
            return id;
        });
    }

    private long resource(ObjectKind kind, String name, String display) {
        return directory.change(edit -> {
            long id = edit.addResource(kind, domain, name).id();
            edit.setDisplay(id, display);
            return id;
        });
    }

    private long group(String name, String display) {
        return directory.change(edit -> {
            long id = edit.addGroup(domain, name).id();
            edit.setDisplay(id, display);
            return id;
        });
    }

    DirectoryObject object(long id) { return directory.object(id).orElseThrow(); }

    String dn(long id) { return object(id).entry().legacyDN(); }

    static int mid(long id) { return MinimalIds.of(id); }

    Actor.Person actor(long userId) { return actor(userId, Actor.Rights.NONE); }

    Actor.Person actor(long userId, Actor.Rights rights) {
        DirectoryObject.User user = (DirectoryObject.User) object(userId);
        Set<UUID> groups = new HashSet<>(directory.groupsOf(user));
        return new Actor.Person(user.id(), user.guid(), user.mailboxGuid(), user.entry().name(),
                user.address().toString(), user.entry().legacyDN(), groups, rights,
                new Actor.AuthenticatedAs(user.id(), user.entry().name()));
    }

    NspiSession session(long userId) { return server.bind(() -> actor(userId), START); }

    NspiSession administrator() {
        return server.bind(() -> actor(bob, new Actor.Rights(true, false)), START);
    }

    static Stat in(AddressList list) { return START.withContainer(list.minimalId()); }

    static Stat at(long id) { return START.withPosition(mid(id), 0, 0); }

    static Stat moved(Stat stat, int delta) {
        return new Stat(stat.sortType(), stat.containerId(), stat.currentRec(), delta,
                stat.numPos(), stat.totalRecs(), stat.codePage(), stat.templateLocale(),
                stat.sortLocale());
    }

    static Stat sorted(Stat stat, int sortType) {
        return new Stat(sortType, stat.containerId(), stat.currentRec(), stat.delta(),
                stat.numPos(), stat.totalRecs(), stat.codePage(), stat.templateLocale(),
                stat.sortLocale());
    }

    static Stat inCodePage(Stat stat, int codePage) {
        return new Stat(stat.sortType(), stat.containerId(), stat.currentRec(), stat.delta(),
                stat.numPos(), stat.totalRecs(), codePage, stat.templateLocale(),
                stat.sortLocale());
    }

    /// Display names of the rows of a table, as a client has them that knows by the `Stat` how many
    /// there are.
    static List<String> names(NspiSession session, Stat stat) {
        Answers.Rows rows = session.queryRows(0, stat, null, 1000,
                List.of(PropertyTags.PidTagDisplayName));
        return rows.stat().totalRecs() == 0 ? List.of() : names(rows.rows());
    }

    static List<String> names(NspiSession session, List<Integer> explicitTable) {
        return names(session.queryRows(0, START, explicitTable, explicitTable.size(),
                List.of(PropertyTags.PidTagDisplayName)).rows());
    }

    static List<String> names(RowSet rows) {
        return rows.rows().stream().map(row -> String.valueOf(row.value(0))).toList();
    }

    static Object value(PropertyRow row, List<PropertyTag> columns, PropertyTag tag) {
        return java.util.Objects.requireNonNull(row.value(columns.indexOf(tag)));
    }

    @Override
    public void close() { database.close(); }
}
