package org.rialto.protocols.nspi;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.Link;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;

/// A session of a user with the address book: its methods, MS-OXNSPI §3.1.4.1. Each throws
/// [NspiError] when it fails. What a table is at, the client says in a [Stat]; all that is kept here
/// is which unlisted objects the user has come by.
///
/// What is listed, every user sees. An unlisted object is in no list and found by no name; it is
/// there for who knows its distinguished name, which holds a GUID, and for whom a link of another
/// object leads to it. Its minimal entry id alone, which could be guessed, is not enough.
public final class NspiSession {
    /// Unlisted objects that a session remembers having shown.
    private static final int MOST_REVEALED = 50_000;
    private final NspiServer server;
    private final Supplier<Actor.Person> actor;
    private final Set<Long> revealed = ConcurrentHashMap.newKeySet();

    NspiSession(NspiServer server, Supplier<Actor.Person> actor) {
        this.server = server;
        this.actor = actor;
    }

    NspiServer server() { return server; }

    Actor.Person actor() { return actor.get(); }

    // ---- methods ----------------------------------------------------------------------------

    /// NspiUpdateStat, §3.1.4.1.4.
    public Answers.Moved updateStat(Stat stat) {
        return within(() -> new Positioning(this).updateStat(stat));
    }

    /// NspiCompareMIds, §3.1.4.1.12: the sign says which comes first.
    public int compareMIds(Stat stat, int minimalId1, int minimalId2) {
        return within(() -> new Positioning(this).compare(stat, minimalId1, minimalId2));
    }

    /// NspiQueryRows, §3.1.4.1.8.
    ///
    /// @param explicitTable null for the table of the STAT
    /// @param count unsigned
    /// @param columns null for those that the document lists
    public Answers.Rows queryRows(int flags, Stat stat, @Nullable List<Integer> explicitTable,
            int count, @Nullable List<PropertyTag> columns) {
        return within(() -> new RowQueries(this).queryRows(flags, stat, explicitTable, count,
                columns));
    }

    /// NspiSeekEntries, §3.1.4.1.9.
    ///
    /// @param columns null when no rows are wanted
    public Answers.Sought seekEntries(Stat stat, @Nullable PropertyValue target,
            @Nullable List<Integer> explicitTable, @Nullable List<PropertyTag> columns) {
        return within(() -> new RowQueries(this).seekEntries(stat, target, explicitTable,
                columns));
    }

    /// NspiGetPropList, §3.1.4.1.6. The code page that a client says does not matter for tags.
    public List<PropertyTag> getPropList(int flags, int minimalId) {
        return within(() -> new RowQueries(this).getPropList(flags, minimalId));
    }

    /// NspiGetProps, §3.1.4.1.7.
    ///
    /// @param columns null for all that the object has
    public Answers.Properties getProps(int flags, Stat stat, @Nullable List<PropertyTag> columns) {
        return within(() -> new RowQueries(this).getProps(flags, stat, columns));
    }

    /// NspiQueryColumns, §3.1.4.1.5.
    public List<PropertyTag> queryColumns(int flags) {
        return within(() -> RowQueries.queryColumns(flags));
    }

    /// NspiGetMatches, §3.1.4.1.10.
    ///
    /// @param filter null for the objects that a property points to
    /// @param propertyId of a property to open, as lpPropName says it; null for what ContainerID
    ///        says
    /// @param rowLimit unsigned
    /// @param columns null when no rows are wanted
    public Answers.Matches getMatches(Stat stat, @Nullable Restriction filter,
            @Nullable Integer propertyId, int rowLimit, @Nullable List<PropertyTag> columns) {
        return within(() -> new MatchQueries(this).getMatches(stat, filter, propertyId, rowLimit,
                columns));
    }

    /// NspiResortRestriction, §3.1.4.1.11.
    public Answers.Resorted resortRestriction(Stat stat, List<Integer> minimalIds) {
        return within(() -> new MatchQueries(this).resort(stat, minimalIds));
    }

    /// NspiDNToMId, §3.1.4.1.13: for each name the minimal entry id, or 0.
    public List<Integer> dnToMId(List<String> names) {
        return within(() -> new NameQueries(this).dnToMId(names));
    }

    /// NspiResolveNames and NspiResolveNamesW, §3.1.4.1.16 and §3.1.4.1.17.
    ///
    /// @param columns null for those that the document lists
    public Answers.Resolved resolveNames(Stat stat, List<String> names,
            @Nullable List<PropertyTag> columns) {
        return within(() -> new NameQueries(this).resolveNames(stat, names, columns));
    }

    /// NspiGetSpecialTable, §3.1.4.1.3.
    ///
    /// @param version of the hierarchy table that the client has
    public Answers.SpecialTable getSpecialTable(int flags, Stat stat, int version) {
        return within(() -> new SpecialTables(this).get(flags, stat, version));
    }

    /// NspiGetTemplateInfo, §3.1.4.1.18.
    ///
    /// @param distinguishedName of a template; null for the one of the display type
    public List<PropertyValue> getTemplateInfo(int flags, int displayType,
            @Nullable String distinguishedName, int codePage, int localeId) {
        return within(() -> TemplateQueries.get(flags, displayType, distinguishedName, codePage));
    }

    /// NspiModProps, §3.1.4.1.14.
    ///
    /// @param tagsToRemove null when there are none, which is an error
    public void modProps(Stat stat, @Nullable List<PropertyTag> tagsToRemove,
            List<PropertyValue> values) {
        within(() -> {
            new ObjectChanges(this).modProps(stat, tagsToRemove, values);
            return true;
        });
    }

    /// NspiModLinkAtt, §3.1.4.1.15.
    public void modLinkAtt(int flags, PropertyTag tag, int minimalId, List<Binary> entryIds) {
        within(() -> {
            new ObjectChanges(this).modLinkAtt(flags, tag, minimalId, entryIds);
            return true;
        });
    }

    // ---- what the session sees --------------------------------------------------------------

    @FunctionalInterface
    private interface Method<T> {
        T run();
    }

    private <T> T within(Method<T> method) {
        try {
            var unused = actor.get();
            return method.run();
        } catch (MailError.LoggedOut e) {
            throw e;
        } catch (MailError e) {
            throw NspiError.of(e);
        }
    }

    /// The object of a minimal entry id, when the user may see it.
    @Nullable
    DirectoryObject object(int minimalId) {
        long id = MinimalIds.objectId(minimalId);
        DirectoryObject object = id == 0 ? null : server.directory().object(id).orElse(null);
        return object != null && sees(object) ? object : null;
    }

    boolean sees(DirectoryObject object) {
        return ListRow.isListed(object) || revealed.contains(object.id())
                || object.id() == actor().userId();
    }

    /// The object of a permanent or an ephemeral entry id.
    @Nullable
    DirectoryObject object(Binary entryId) {
        Integer minimalId = EntryIds.minimalId(entryId, server.guid());
        if (minimalId != null) {
            return object(minimalId);
        }
        String name = EntryIds.distinguishedName(entryId);
        return name == null ? null : named(name);
    }

    /// By distinguished name: who knows it has come by the object.
    @Nullable
    DirectoryObject named(String distinguishedName) {
        DirectoryObject object = server.directory().ofLegacyDN(distinguishedName).orElse(null);
        if (object != null) {
            reveal(object);
        }
        return object;
    }

    void reveal(DirectoryObject object) {
        if (!ListRow.isListed(object) && revealed.size() < MOST_REVEALED) {
            revealed.add(object.id());
        }
    }

    /// What a property of an object points to, as far as the user may see that.
    List<DirectoryObject> linked(DirectoryObject object, ObjectLink link) {
        boolean members = link == ObjectLink.MEMBER || link == ObjectLink.CONTAINER_CONTENTS;
        if (members && object instanceof DirectoryObject.Group group && !seesMembers(group)) {
            return List.of();
        }
        List<DirectoryObject> targets = link.targets(server.directory(), object);
        return link == ObjectLink.MEMBER_OF
                ? targets.stream().filter(each -> each instanceof DirectoryObject.Group group
                        && sees(group) && seesMembers(group)).toList()
                : targets;
    }

    /// Members of a group with hidden membership are there for each other, for its owners and for
    /// administrators.
    boolean seesMembers(DirectoryObject.Group group) {
        Actor.Person person = actor();
        return !group.entry().is(Flag.HIDDEN_MEMBERSHIP)
                || person.groupGuids().contains(group.guid()) || mayManage(group);
    }

    /// Whether the user is an owner of the group, or in a group that is, or an administrator.
    boolean mayManage(DirectoryObject.Group group) {
        Actor.Person person = actor();
        return person.rights().administrator()
                || server.directory().linked(group.id(), Link.OWNER).stream()
                        .anyMatch(owner -> owner.id() == person.userId()
                                || person.groupGuids().contains(owner.guid()));
    }

    /// The address list of a STAT.
    ///
    /// @throws NspiError InvalidBookmark
    AddressList container(Stat stat) {
        AddressList list = AddressList.ofMinimalId(stat.containerId());
        if (list == null) {
            throw new NspiError(ErrorCodes.InvalidBookmark, "there is no such address list");
        }
        return list;
    }

    /// The table of a STAT, as it is now.
    ListTable table(Stat stat) { return server.lists().table(container(stat), stat.sortType()); }
}
