package org.rialto.directory;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rialto.mapi.MailError;

/// Walks groups down to whom their mail goes, and up to the groups somebody is in. Each group is
/// entered once, so groups that contain each other end like any other.
final class GroupWalk {
    /// Whom a dynamic group can hold.
    private static final Set<ObjectKind> FILTERED = EnumSet.of(ObjectKind.USER, ObjectKind.ROOM,
            ObjectKind.EQUIPMENT, ObjectKind.CONTACT);

    private final DirectoryRows rows;

    GroupWalk(DirectoryRows rows) { this.rows = rows; }

    /// Everybody in the group and in the groups in it, once each; no groups.
    ///
    /// @throws MailError.TooLarge beyond the limit
    List<DirectoryObject> members(DirectoryObject.Group group, int limit) throws SQLException {
        Map<Long, DirectoryObject> found = new LinkedHashMap<>();
        Set<Long> entered = new HashSet<>();
        Deque<DirectoryObject.Group> open = new ArrayDeque<>();
        open.add(group);
        while (!open.isEmpty()) {
            DirectoryObject.Group next = open.remove();
            if (!entered.add(next.id()))
                continue;
            for (DirectoryObject member : direct(next, limit)) {
                if (member instanceof DirectoryObject.Group nested) {
                    open.add(nested);
                } else {
                    found.put(member.id(), member);
                }
            }
            check(group, found.size(), limit);
        }
        return List.copyOf(found.values());
    }

    /// Members as they were entered, or as the filter finds them.
    List<DirectoryObject> direct(DirectoryObject.Group group, int limit) throws SQLException {
        Filter filter = group.filter().orElse(null);
        if (filter == null) {
            List<Long> ids = rows.targets(group.id(), Link.MEMBER);
            check(group, ids.size(), limit);
            return rows.objects(ids);
        }
        List<DirectoryObject> matching = new ArrayList<>();
        rows.forEach(FILTERED, object -> {
            if (filter.matches(object)) {
                matching.add(object);
                check(group, matching.size(), limit);
            }
        });
        return matching;
    }

    private static void check(DirectoryObject.Group group, int size, int limit) {
        if (size > limit) {
            throw new MailError.TooLarge("the group " + group.entry().qualifiedName()
                    + " has more than " + limit + " members");
        }
    }

    /// The groups an object is in, by itself or through other groups.
    Map<Long, DirectoryObject> groupsOf(DirectoryObject object,
            List<DirectoryObject.Group> dynamicGroups) throws SQLException {
        Set<Long> found = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>();
        open.add(object.id());
        if (FILTERED.contains(object.entry().kind())) {
            for (DirectoryObject.Group group : dynamicGroups) {
                if (group.filter().map(filter -> filter.matches(object)).orElse(false)
                        && found.add(group.id())) {
                    open.add(group.id());
                }
            }
        }
        while (!open.isEmpty()) {
            for (long group : rows.sources(open.remove(), Link.MEMBER)) {
                if (found.add(group))
                    open.add(group);
            }
        }
        Map<Long, DirectoryObject> groups = new LinkedHashMap<>();
        for (DirectoryObject group : rows.objects(found)) {
            groups.put(group.id(), group);
        }
        return groups;
    }
}
