package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;

/// Names become objects. MS-OXNSPI §3.1.4.1.13, §3.1.4.1.16, §3.1.4.1.17.
final class NameQueries {
    // §2.2.1.9.
    static final int UNRESOLVED = 0;
    static final int AMBIGUOUS = 1;
    static final int RESOLVED = 2;
    private final NspiSession session;

    NameQueries(NspiSession session) { this.session = session; }

    List<Integer> dnToMId(List<String> names) {
        check(names);
        List<Integer> found = new ArrayList<>(names.size());
        for (String name : names) {
            DirectoryObject object = name.isEmpty() ? null : session.named(name);
            found.add(object == null ? containerId(name) : MinimalIds.of(object.id()));
        }
        return found;
    }

    /// Address lists have names, too; the global one's is also what is not found.
    private int containerId(String name) {
        for (AddressList list : AddressList.values()) {
            if (list.distinguishedName(session.server().guid()).equalsIgnoreCase(name)) {
                return list.minimalId();
            }
        }
        return 0;
    }

    private void check(List<String> names) {
        if (names.size() > session.server().limits().names()) {
            throw new NspiError(ErrorCodes.TableTooBig, "too many names at a time");
        }
    }

    Answers.Resolved resolveNames(Stat stat, List<String> names,
            @Nullable List<PropertyTag> columns) {
        check(names);
        List<PropertyTag> shown = columns == null ? RowQueries.DEFAULT_COLUMNS : columns;
        TextForm.check(stat.codePage(), shown);
        if (shown.size() > session.server().limits().columns()) {
            throw new NspiError(ErrorCodes.TableTooBig, "too many columns are asked for");
        }
        ListTable table = session.table(stat);
        List<Integer> outcomes = new ArrayList<>(names.size());
        List<Integer> resolved = new ArrayList<>();
        for (String name : names) {
            List<Integer> found = resolve(name, table);
            outcomes.add(switch (found.size()) {
                case 0 -> UNRESOLVED;
                case 1 -> RESOLVED;
                default -> AMBIGUOUS;
            });
            if (found.size() == 1) {
                resolved.add(found.getFirst());
            }
        }
        return new Answers.Resolved(outcomes, new RowQueries(session).rowsOf(resolved,
                resolved.size(), shown, true));
    }

    /// One that it means, none, or the first two of several.
    private List<Integer> resolve(String name, ListTable table) {
        NameMatch match = NameMatch.of(name);
        if (match.isEmpty()) {
            return List.of();
        }
        Optional<DirectoryObject> whole = distinguished(name);
        if (whole.isPresent()) {
            return List.of(MinimalIds.of(whole.get().id()));
        }
        Collection<ListRow> exact = table.exactly(match, 2);
        return (exact.size() == 1 ? exact : table.matching(match, 2)).stream()
                .map(ListRow::minimalId).toList();
    }

    /// A text that is a distinguished name, or the user's own address, finds unlisted objects too.
    private Optional<DirectoryObject> distinguished(String name) {
        int at = name.toLowerCase(Locale.ROOT).indexOf("/o=");
        if (at >= 0) {
            return Optional.ofNullable(session.named(name.substring(at).strip()));
        }
        String address = NameMatch.of(name).address();
        return session.server().directory().object(session.actor().userId())
                .filter(own -> own.address().key().equals(address));
    }
}
