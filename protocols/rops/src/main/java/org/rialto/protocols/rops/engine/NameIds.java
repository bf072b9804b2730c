package org.rialto.protocols.rops.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.store.Mailbox;

/// The ids that a mailbox has for the names of what comes into it: those that it does not know yet are
/// registered together, in one unit of work. MS-OXCPRPT §3.2.5.9.
final class NameIds {
    private final Mailbox mailbox;
    private final Map<PropertyName, Integer> known = new HashMap<>();

    NameIds(Mailbox mailbox) { this.mailbox = mailbox; }

    /// Whether nobody has to be asked for the id.
    boolean knows(PropertyName name) { return isMapi(name) || known.containsKey(name); }

    private static boolean isMapi(PropertyName name) {
        return name.set().equals(PropertySets.PS_MAPI);
    }

    /// Sees to it that each has an id; [org.rialto.mapi.MailError] when some may not or cannot get one.
    void require(Collection<PropertyName> names) {
        Set<PropertyName> asked = new LinkedHashSet<>(names);
        asked.removeIf(this::knows);
        if (asked.isEmpty()) {
            return;
        }
        Map<PropertyName, Integer> there = mailbox.read(snapshot -> {
            Map<PropertyName, Integer> some = new HashMap<>();
            asked.forEach(name -> snapshot.namedPropertyId(name)
                    .ifPresent(id -> some.put(name, id)));
            return some;
        });
        asked.removeAll(there.keySet());
        Map<PropertyName, Integer> made = asked.isEmpty()
                ? Map.of()
                : mailbox.write(change -> {
                    Map<PropertyName, Integer> some = new HashMap<>();
                    asked.forEach(name -> some.put(name, change.registerNamedProperty(name)));
                    return some;
                });
        known.putAll(there);
        known.putAll(made);
    }

    /// Of a name that was required.
    int of(PropertyName name) {
        if (isMapi(name)) {
            return name instanceof PropertyName.Number number ? number.lid() & 0x7FFF : 0;
        }
        Integer id = known.get(name);
        if (id == null) {
            throw new IllegalStateException("nobody asked for the id of " + name);
        }
        return id;
    }
}
