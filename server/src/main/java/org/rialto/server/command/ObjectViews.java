package org.rialto.server.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Entry;
import org.rialto.directory.Flag;
import org.rialto.directory.Limit;
import org.rialto.directory.Link;

/// A directory object as `list --json` and `show` give it.
final class ObjectViews {
    private ObjectViews() {}

    static Map<String, Object> view(Directory directory, DirectoryObject object) {
        Entry entry = object.entry();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", entry.name());
        view.put("domain", entry.domain().name());
        view.put("kind", entry.kind().word());
        view.put("display", entry.display());
        view.put("mail", entry.address().toString());
        view.put("aliases", entry.aliases().stream().map(Object::toString).toList());
        view.put("legacyDN", entry.legacyDN());
        view.put("guid", entry.guid().toString());
        entry.attributes().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(one -> view.put(one.getKey().key(), one.getValue()));
        for (Flag flag : Flag.values()) {
            if (isTelling(object, flag))
                view.put(flag.key(), entry.is(flag));
        }
        switch (object) {
            case DirectoryObject.MailboxOwner owner -> {
                view.put("mailboxGuid", owner.mailboxGuid().toString());
                limits(directory, owner, view);
            }
            case DirectoryObject.Group group -> group(directory, group, view);
            case DirectoryObject.PublicFolder folder -> view.put("path", folder.path());
            case DirectoryObject.Contact _ -> {
            }
        }
        links(directory, object, Link.SEND_AS, "send-as", view);
        links(directory, object, Link.SEND_ON_BEHALF, "send-on-behalf", view);
        return view;
    }

    /// Flags are shown where they say something: all of a user's, of others what differs.
    private static boolean isTelling(DirectoryObject object, Flag flag) {
        return switch (flag) {
            case LISTED -> true;
            case INSIDERS_ONLY, HIDDEN_MEMBERSHIP -> object instanceof DirectoryObject.Group;
            case AUTO_ACCEPT -> object instanceof DirectoryObject.Resource;
            case LOGIN, ADMINISTRATOR, IMPERSONATE, MUST_CHANGE_PASSWORD, SMTP, IMAP, POP3, MAPI,
                    EWS, ACTIVESYNC, WEB, UM, SIP ->
                object instanceof DirectoryObject.User;
        };
    }

    private static void limits(Directory directory, DirectoryObject.MailboxOwner owner,
            Map<String, Object> view) {
        Map<String, Object> limits = new LinkedHashMap<>();
        Map<Limit, Long> values = directory.limits(owner);
        for (Limit limit : Limit.values())
            limits.put(limit.key(), values.get(limit));
        view.put("limits", limits);
        owner.policyId().ifPresent(id -> directory.policies().stream()
                .filter(policy -> policy.id() == id).findFirst()
                .ifPresent(policy -> view.put("policy", policy.name())));
    }

    private static void group(Directory directory, DirectoryObject.Group group,
            Map<String, Object> view) {
        group.filter().ifPresent(filter -> view.put("dynamic", filter.text()));
        view.put("members", names(directory.directMembers(group)));
        links(directory, group, Link.OWNER, "owner", view);
        links(directory, group, Link.SENDER, "senders", view);
    }

    private static void links(Directory directory, DirectoryObject object, Link link, String key,
            Map<String, Object> view) {
        List<DirectoryObject> targets = directory.linked(object.id(), link);
        if (!targets.isEmpty())
            view.put(key, names(targets));
    }

    private static List<String> names(List<DirectoryObject> objects) {
        List<String> names = new ArrayList<>();
        for (DirectoryObject object : objects)
            names.add(object.entry().qualifiedName());
        return names;
    }
}
