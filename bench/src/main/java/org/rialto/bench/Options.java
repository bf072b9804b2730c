package org.rialto.bench;

import java.util.HashMap;
import java.util.Map;

/// `key=value` arguments of a load program.
record Options(Map<String, String> values) {
    static Options parse(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("expected key=value, not " + argument);
            }
            values.put(argument.substring(0, at), argument.substring(at + 1));
        }
        return new Options(values);
    }

    String text(String key, String otherwise) { return values.getOrDefault(key, otherwise); }

    int number(String key, int otherwise) {
        return values.containsKey(key) ? Integer.parseInt(values.get(key)) : otherwise;
    }
}
