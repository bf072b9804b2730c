package org.rialto.smtp.authentication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A zone in memory.
public final class ScriptedZone implements Dns {
    private final Map<String, List<String>> records = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    final AtomicInteger lookups = new AtomicInteger();

    public ScriptedZone with(String name, Kind kind, String value) {
        records.computeIfAbsent(key(name, kind), _ -> new ArrayList<>()).add(value);
        names.add(name.toLowerCase(Locale.ROOT));
        return this;
    }

    public ScriptedZone txt(String name, String value) { return with(name, Kind.TXT, value); }

    public ScriptedZone failing(String name) {
        failing.add(name);
        return this;
    }

    private static String key(String name, Kind kind) {
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return plain.toLowerCase(Locale.ROOT) + " " + kind;
    }

    @Override
    public Answer lookup(String name, Kind kind) {
        lookups.incrementAndGet();
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (failing.contains(plain)) {
            return Answer.FAILED;
        }
        List<String> found = records.get(key(plain, kind));
        if (found != null) {
            return Answer.found(found);
        }
        return names.contains(plain.toLowerCase(Locale.ROOT)) ? Answer.NO_DATA : Answer.NO_NAME;
    }
}
