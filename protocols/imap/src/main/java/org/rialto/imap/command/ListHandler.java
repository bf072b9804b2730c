package org.rialto.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.Account;
import org.rialto.imap.account.FolderNames;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.account.MailboxRoot;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.ListCommand;
import org.rialto.imap.wire.ListCommand.Return;
import org.rialto.imap.wire.ListCommand.Selection;
import org.rialto.imap.wire.ListPattern;
import org.rialto.store.Folder;
import org.rialto.store.Rights;

/// LIST and LSUB. RFC 9051 §6.3.9, RFC 5258, RFC 5819, RFC 6154; LSUB RFC 3501 §6.3.9.
public final class ListHandler {
    private final ImapSession session;
    private final ListCommand command;
    private final Set<Return> returns;
    private final List<ListPattern> patterns = new ArrayList<>();

    private ListHandler(ImapSession session, ListCommand command) {
        this.session = session;
        this.command = command;
        this.returns = EnumSet.copyOf(command.returns());
        if (!command.extended() && !command.lsub()) {
            // The plain form tells children and special uses of its own accord.
            returns.add(Return.CHILDREN);
            returns.add(Return.SPECIAL_USE);
        }
        if (command.selections().contains(Selection.SUBSCRIBED)) {
            returns.add(Return.SUBSCRIBED);
        }
        if (command.selections().contains(Selection.SPECIAL_USE)) {
            returns.add(Return.SPECIAL_USE);
        }
        for (String pattern : command.patterns()) {
            patterns.add(new ListPattern(command.reference() + pattern));
        }
    }

    /// A name that may be listed: a folder, a subscription without one, or a level above others.
    private record Entry(String name, @Nullable FolderPlace place, boolean subscribed,
            boolean children, boolean subscribedBelow) {}

    public static Completion handle(ImapSession session, ListCommand command) throws IOException {
        if (!command.extended() && command.patterns().getFirst().isEmpty()) {
            // Asks for the delimiter and the root of the reference.
            String reference = command.reference();
            String root = Account.isForeign(reference + "/")
                    ? reference.substring(0, reference.indexOf('/') + 1)
                    : "";
            session.out().untagged().text(command.lsub() ? "LSUB" : "LIST")
                    .text(" (\\Noselect) \"/\" ").string(root).endLine();
            return Completion.ok("LIST done");
        }
        ListHandler list = new ListHandler(session, command);
        for (Entry entry : list.entries()) {
            list.consider(entry);
        }
        return Completion.ok(command.lsub() ? "LSUB done" : "LIST done");
    }

    // ---- what there is

    private List<Entry> entries() {
        Account account = session.account();
        Set<String> dangling = new HashSet<>(
                account.readOwn(snapshot -> snapshot.danglingSubscriptions()));
        List<Entry> entries = new ArrayList<>();
        boolean foreign = wantsForeign();
        List<MailboxRoot> roots = foreign ? account.roots() : List.of(account.own());
        List<FolderPlace> places = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (MailboxRoot root : roots) {
            for (Map.Entry<String, Folder> folder : root.folders().entrySet()) {
                places.add(new FolderPlace(folder.getKey(), root, folder.getValue()));
                names.add(folder.getKey());
            }
        }
        Set<String> parents = new HashSet<>();
        Set<String> subscribedParents = new HashSet<>();
        for (FolderPlace place : places) {
            addParents(place.name(), parents);
            if (isSubscribed(place, dangling)) {
                addParents(place.name(), subscribedParents);
            }
        }
        for (String name : dangling) {
            if (!names.contains(name)) {
                addParents(name, subscribedParents);
            }
        }
        for (FolderPlace place : places) {
            entries.add(new Entry(place.name(), place, isSubscribed(place, dangling),
                    parents.contains(place.name()), subscribedParents.contains(place.name())));
        }
        addNameOnly(dangling, names, parents, subscribedParents, entries);
        return entries;
    }

    /// Subscriptions without a folder, and levels that no folder of mail stands at.
    private void addNameOnly(Set<String> dangling, Set<String> names, Set<String> parents,
            Set<String> subscribedParents, List<Entry> entries) {
        Set<String> nameOnly = new java.util.TreeSet<>(parents);
        nameOnly.addAll(subscribedParents);
        nameOnly.addAll(dangling);
        nameOnly.removeAll(names);
        for (String name : nameOnly) {
            entries.add(new Entry(name, null, dangling.contains(name), parents.contains(name),
                    subscribedParents.contains(name)));
        }
    }

    private static boolean isSubscribed(FolderPlace place, Set<String> dangling) {
        return place.root().prefix().isEmpty()
                ? place.folder().subscribed()
                : dangling.contains(place.name());
    }

    private static void addParents(String name, Set<String> parents) {
        for (int at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
            parents.add(name.substring(0, at));
        }
    }

    /// Looking into others' mailboxes costs something; most patterns cannot match there.
    private boolean wantsForeign() {
        for (ListPattern pattern : patterns) {
            String text = pattern.toString();
            char first = text.isEmpty() ? 'x' : text.charAt(0);
            if (first == '*' || first == '%' || first == 'O' || first == 'P') {
                return true;
            }
        }
        return false;
    }

    // ---- what is asked for

    private void consider(Entry entry) throws IOException {
        boolean matches = false;
        for (ListPattern pattern : patterns) {
            matches |= pattern.matches(entry.name);
        }
        if (!matches) {
            return;
        }
        Set<Selection> selections = command.selections();
        if (command.lsub()) {
            if (entry.subscribed) {
                write(entry, false);
            } else if (entry.subscribedBelow && endsWithPercent()) {
                writeLsubParent(entry);
            }
            return;
        }
        boolean selected = true;
        if (selections.contains(Selection.SUBSCRIBED)) {
            selected = entry.subscribed;
        }
        if (selections.contains(Selection.SPECIAL_USE)) {
            selected &= entry.place != null
                    && FolderNames.specialUse(entry.place.folder().special()) != null;
        }
        boolean below = selections.contains(Selection.RECURSIVEMATCH) && entry.subscribedBelow
                && selections.contains(Selection.SUBSCRIBED);
        boolean plainParent = entry.place == null && selections.isEmpty() && entry.children;
        if (entry.place == null && !entry.subscribed && !plainParent && !below) {
            return;
        }
        if (entry.place == null && entry.subscribed && selections.isEmpty()) {
            return;
        }
        if (selected || below) {
            write(entry, below);
        }
    }

    private boolean endsWithPercent() {
        return patterns.stream().anyMatch(pattern -> pattern.toString().endsWith("%"));
    }

    // ---- the answer

    private void writeLsubParent(Entry entry) throws IOException {
        session.out().untagged().text("LSUB (\\Noselect) \"/\" ").mailbox(entry.name).endLine();
    }

    private void write(Entry entry, boolean childInfo) throws IOException {
        ImapWriter out = session.out();
        out.untagged().text(command.lsub() ? "LSUB (" : "LIST (").text(attributes(entry))
                .text(") \"/\" ").mailbox(entry.name);
        if (childInfo) {
            out.text(" (\"CHILDINFO\" (\"SUBSCRIBED\"))");
        }
        out.endLine();
        FolderPlace place = entry.place;
        if (place == null) {
            return;
        }
        boolean readable = place.folder().allows(Rights.READ_ANY);
        if (returns.contains(Return.STATUS) && readable) {
            StatusHandler.write(session, place, command.statusItems());
        }
        if (returns.contains(Return.MYRIGHTS)) {
            out.untagged().text("MYRIGHTS ").mailbox(entry.name).put(' ')
                    .text(AclRights.letters(place.folder().rights())).endLine();
        }
    }

    private String attributes(Entry entry) {
        List<String> attributes = new ArrayList<>();
        FolderPlace place = entry.place;
        if (place == null) {
            attributes.add(command.extended() ? "\\NonExistent" : "\\Noselect");
        } else if (!place.folder().allows(Rights.READ_ANY)) {
            attributes.add("\\Noselect");
        }
        if (returns.contains(Return.SUBSCRIBED) && entry.subscribed && !command.lsub()) {
            attributes.add("\\Subscribed");
        }
        if (returns.contains(Return.CHILDREN)) {
            attributes.add(entry.children ? "\\HasChildren" : "\\HasNoChildren");
        }
        String use = place == null || !returns.contains(Return.SPECIAL_USE)
                || !place.root().prefix().isEmpty()
                        ? null
                        : FolderNames.specialUse(place.folder().special());
        if (use != null) {
            attributes.add(use);
        }
        return String.join(" ", attributes);
    }
}
