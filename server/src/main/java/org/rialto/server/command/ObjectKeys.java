package org.rialto.server.command;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rialto.directory.Attribute;
import org.rialto.directory.DirectoryEdit;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Filter;
import org.rialto.directory.Flag;
import org.rialto.directory.Limit;
import org.rialto.directory.Link;
import org.rialto.directory.SmtpAddress;
import org.rialto.mapi.MailError;
import org.rialto.server.UserError;

/// What `key=value` on the command line means for a directory object: the same keys as in a
/// provisioning file.
final class ObjectKeys {
    private static final Map<String, Link> LINKS = Map.of("members", Link.MEMBER, "owner",
            Link.OWNER, "senders", Link.SENDER, "send-as", Link.SEND_AS, "send-on-behalf",
            Link.SEND_ON_BEHALF, "manager", Link.MANAGER);

    private ObjectKeys() {}

    /// `key=value` arguments, in order.
    static Map<String, String> parse(List<String> arguments) throws UserError {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals <= 0) {
                throw new UserError("expected KEY=VALUE, not \"" + argument + '"',
                        "For example title=Manager or admin=true. Keys: " + known());
            }
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        for (String key : values.keySet()) {
            if (!isKnown(key))
                throw new UserError("there is no key " + key, "Keys: " + known());
        }
        return values;
    }

    private static boolean isKnown(String key) {
        return PLAIN.contains(key) || LINKS.containsKey(key) || Attribute.ofKey(key).isPresent()
                || Flag.ofKey(key).isPresent() || Limit.ofKey(key).isPresent();
    }

    private static final List<String> PLAIN = List.of("name", "display", "mail", "aliases",
            "policy", "dynamic");

    private static String known() {
        List<String> keys = new ArrayList<>(PLAIN);
        keys.addAll(LINKS.keySet().stream().sorted().toList());
        for (Attribute attribute : Attribute.values())
            keys.add(attribute.key());
        for (Flag flag : Flag.values())
            keys.add(flag.key());
        for (Limit limit : Limit.values())
            keys.add(limit.key());
        return String.join(", ", keys);
    }

    /// Sets one key; true when that changed something. An empty value removes.
    static boolean set(DirectoryEdit edit, DirectoryObject object, String key, String value)
            throws SQLException {
        long id = object.id();
        switch (key) {
            case "name" -> {
                return edit.rename(id, value);
            }
            case "display" -> {
                return edit.setDisplay(id, value);
            }
            case "mail" -> {
                return edit.setAddress(id, SmtpAddress.parse(value));
            }
            case "aliases" -> {
                return edit.setAliases(id, list(value).stream().map(SmtpAddress::parse).toList());
            }
            case "policy" -> {
                return edit.setPolicy(id, value.isEmpty()
                        ? null
                        : edit.domains().policy(value).id());
            }
            case "dynamic" -> {
                return edit.setFilter(id, value.isEmpty() ? null : Filter.parse(value));
            }
            default -> {
                return setOther(edit, id, key, value);
            }
        }
    }

    private static boolean setOther(DirectoryEdit edit, long id, String key, String value)
            throws SQLException {
        Link link = LINKS.get(key);
        if (link != null) {
            List<Long> targets = new ArrayList<>();
            for (String name : list(value))
                targets.add(edit.named(name).id());
            return edit.setLinks(id, link, targets);
        }
        Optional<Attribute> attribute = Attribute.ofKey(key);
        if (attribute.isPresent())
            return edit.set(id, attribute.get(), value);
        Optional<Flag> flag = Flag.ofKey(key);
        if (flag.isPresent())
            return edit.set(id, flag.get(), truth(key, value));
        Limit limit = Limit.ofKey(key)
                .orElseThrow(() -> new MailError.Invalid("there is no key " + key));
        return edit.set(id, limit, value.isEmpty() ? null : number(key, value));
    }

    private static List<String> list(String value) {
        return value.isBlank() ? List.of() : List.of(value.trim().split("\\s*,\\s*"));
    }

    private static boolean truth(String key, String value) {
        return switch (value) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new MailError.Invalid(key + " is true or false, not \"" + value + '"');
        };
    }

    /// A number, or a size such as `2 GiB`; `none` for no limit.
    static long number(String key, String value) {
        if (value.equals("none"))
            return Limit.UNLIMITED;
        try {
            return org.rialto.server.config.Sizes.parse(value);
        } catch (IllegalArgumentException e) {
            throw new MailError.Invalid(key + ": " + e.getMessage() + ", or none");
        }
    }
}
