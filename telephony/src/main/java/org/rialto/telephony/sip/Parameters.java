package org.rialto.telephony.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The `;name=value` list of a URI or a header: order kept, names case-insensitive. RFC 3261
/// sections 19.1.1 and 25.1 (`generic-param`). Immutable.
public final class Parameters {
    /// No parameters.
    public static final Parameters NONE = new Parameters(List.of());
    private static final int MAXIMUM = 64;

    /// @param value null where the parameter is a bare flag, like `lr`
    /// @param quoted whether the value stands in quotes
    public record Parameter(String name, @Nullable String value, boolean quoted) {}

    private final List<Parameter> all;

    private Parameters(List<Parameter> all) { this.all = all; }

    public List<Parameter> all() { return all; }

    public boolean isEmpty() { return all.isEmpty(); }

    public boolean has(String name) { return find(name) != null; }

    /// The value, or null when the parameter is not there or is a bare flag.
    public @Nullable String value(String name) {
        Parameter found = find(name);
        return found == null ? null : found.value();
    }

    private @Nullable Parameter find(String name) {
        for (Parameter each : all) {
            if (each.name().equalsIgnoreCase(name))
                return each;
        }
        return null;
    }

    /// These with the parameter set, in its old place when it was there.
    public Parameters with(String name, @Nullable String value) {
        List<Parameter> changed = new ArrayList<>(all);
        Parameter wanted = new Parameter(name, value, value != null && !isPlain(value));
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).name().equalsIgnoreCase(name)) {
                changed.set(i, wanted);
                return new Parameters(List.copyOf(changed));
            }
        }
        changed.add(wanted);
        return new Parameters(List.copyOf(changed));
    }

    public Parameters without(String name) {
        return new Parameters(all.stream().filter(p -> !p.name().equalsIgnoreCase(name)).toList());
    }

    /// Reads `*(SEMI generic-param)` up to the end or something else: `*( ";" token [ "=" value ])`.
    static Parameters ofHeader(SipScanner in) {
        List<Parameter> all = new ArrayList<>();
        in.skipSpace();
        while (in.take(';')) {
            in.skipSpace();
            // Some senders write ";;" or a last ";".
            if (in.peek() == ';' || in.atEnd())
                continue;
            String name = in.token("parameter name");
            in.skipSpace();
            if (in.take('=')) {
                in.skipSpace();
                boolean quoted = in.peek() == '"';
                String value = quoted ? in.quotedString() : in.until(";,? \t").strip();
                all.add(new Parameter(name, value, quoted));
            } else {
                all.add(new Parameter(name, null, false));
            }
            checkCount(all, in);
            in.skipSpace();
        }
        return all.isEmpty() ? NONE : new Parameters(List.copyOf(all));
    }

    /// Reads a URI's `*( ";" pname [ "=" pvalue ] )`, escapes left as they are.
    static Parameters ofUri(SipScanner in) {
        List<Parameter> all = new ArrayList<>();
        while (in.take(';')) {
            String name = in.until(";=?").strip();
            if (name.isEmpty() && in.peek() != '=')
                continue;
            if (!name.chars().allMatch(c -> SipUri.isParameterCharacter((char) c))
                    || name.isEmpty()) {
                throw in.malformed("a URI parameter's name has a character that must be escaped");
            }
            String value = in.take('=') ? in.until(";?").strip() : null;
            if (value != null && !value.chars()
                    .allMatch(c -> SipUri.isParameterCharacter((char) c) || c == '=')) {
                throw in.malformed("a URI parameter has a character that must be escaped");
            }
            all.add(new Parameter(name, value, false));
            checkCount(all, in);
        }
        return all.isEmpty() ? NONE : new Parameters(List.copyOf(all));
    }

    private static void checkCount(List<Parameter> all, SipScanner in) {
        if (all.size() > MAXIMUM)
            throw in.malformed("too many parameters");
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty() && value.chars().allMatch(
                c -> SipScanner.isTokenCharacter((char) c) || "[]:/@$&".indexOf(c) >= 0);
    }

    void appendTo(StringBuilder out) {
        for (Parameter each : all) {
            out.append(';').append(each.name());
            String value = each.value();
            if (value == null)
                continue;
            out.append('=');
            if (each.quoted()) {
                SipScanner.appendQuoted(out, value);
            } else {
                out.append(value);
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters those && all.equals(those.all);
    }

    @Override
    public int hashCode() { return all.hashCode(); }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        appendTo(out);
        return out.toString();
    }

    static String lower(String text) { return text.toLowerCase(Locale.ROOT); }
}
