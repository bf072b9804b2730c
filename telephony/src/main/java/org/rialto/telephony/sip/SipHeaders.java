package org.rialto.telephony.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// The header fields of one message: order kept, repeated ones allowed, names case-insensitive and
/// compact forms (RFC 3261 section 7.3.3) taken as their long names. Mutable and not thread-safe:
/// change a copy of what another thread may read.
///
/// Values of the routing fields ([#LISTS]) are kept one to a row, however they came, so that a
/// proxy takes the topmost off as one.
public final class SipHeaders {
    /// @param value without folding and outer white space
    public record Header(String name, String value) {}

    private static final Map<String, String> COMPACT = Map.ofEntries(Map.entry("a",
            "Accept-Contact"), Map.entry("b", "Referred-By"), Map.entry("c", "Content-Type"),
            Map
                    .entry("d", "Request-Disposition"),
            Map.entry("e", "Content-Encoding"), Map
                    .entry("f", "From"),
            Map.entry("i", "Call-ID"), Map.entry("j",
                    "Reject-Contact"),
            Map.entry("k", "Supported"), Map.entry("l",
                    "Content-Length"),
            Map.entry("m", "Contact"), Map
                    .entry("o", "Event"),
            Map.entry("r",
                    "Refer-To"),
            Map.entry("s", "Subject"),
            Map.entry("t", "To"), Map.entry("u", "Allow-Events"), Map.entry("v", "Via"), Map.entry(
                    "x", "Session-Expires"),
            Map.entry("y", "Identity"));
    /// Fields whose values are addresses or Via, split at their commas.
    private static final Set<String> LISTS = caseless("Via", "Route", "Record-Route", "Contact",
            "Path", "Service-Route", "Diversion", "History-Info", "P-Asserted-Identity");

    private final List<Header> rows;

    public SipHeaders() { rows = new ArrayList<>(); }

    private SipHeaders(List<Header> rows) { this.rows = new ArrayList<>(rows); }

    public SipHeaders copy() { return new SipHeaders(rows); }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }

    // ---- plain access ----------------------------------------------------------------------

    public List<Header> rows() { return List.copyOf(rows); }

    public boolean has(String name) { return first(name) != null; }

    /// The first value, or null.
    public @Nullable String first(String name) {
        for (Header each : rows) {
            if (each.name().equalsIgnoreCase(name))
                return each.value();
        }
        return null;
    }

    /// The values, one for each row.
    public List<String> all(String name) {
        return rows.stream().filter(h -> h.name().equalsIgnoreCase(name)).map(Header::value)
                .toList();
    }

    /// The elements of a comma list over all rows, empty ones left out; for `Supported`, `Allow`…
    public List<String> list(String name) {
        List<String> elements = new ArrayList<>();
        for (Header each : rows) {
            if (each.name().equalsIgnoreCase(name))
                split(each.value(), elements);
        }
        return elements;
    }

    /// Whether a comma list has this token, case-insensitively.
    public boolean lists(String name, String token) {
        return list(name).stream().anyMatch(token::equalsIgnoreCase);
    }

    /// As it came, at the end; list fields are split.
    public void add(String name, String value) {
        String longName = longName(name);
        if (LISTS.contains(longName) && value.indexOf(',') >= 0) {
            List<String> elements = new ArrayList<>();
            split(value, elements);
            elements.forEach(e -> rows.add(new Header(longName, e)));
        } else {
            rows.add(new Header(longName, checked(value)));
        }
    }

    public void add(String name, Object value) { add(name, value.toString()); }

    /// Above all rows of the same name; for Via, Route and Record-Route.
    public void addFirst(String name, String value) {
        int at = 0;
        while (at < rows.size() && !rows.get(at).name().equalsIgnoreCase(name))
            at++;
        rows.add(at == rows.size() ? 0 : at, new Header(longName(name), checked(value)));
    }

    /// In the place of the first row of that name, the others dropped; at the end when new.
    public void set(String name, String value) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).name().equalsIgnoreCase(name)) {
                Header kept = new Header(rows.get(i).name(), checked(value));
                remove(name);
                rows.add(i, kept);
                return;
            }
        }
        add(name, value);
    }

    public void set(String name, Object value) { set(name, value.toString()); }

    public void remove(String name) { rows.removeIf(h -> h.name().equalsIgnoreCase(name)); }

    /// Drops the rows of that name with this very value.
    public void removeValue(String name, String value) {
        rows.removeIf(h -> h.name().equalsIgnoreCase(name) && h.value().equals(value));
    }

    /// Drops the topmost row of that name; the value, or null when there was none.
    public @Nullable String removeFirst(String name) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).name().equalsIgnoreCase(name))
                return rows.remove(i).value();
        }
        return null;
    }

    /// Puts the value in the place of the topmost row of that name.
    public void replaceFirst(String name, String value) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).name().equalsIgnoreCase(name)) {
                rows.set(i, new Header(rows.get(i).name(), checked(value)));
                return;
            }
        }
        add(name, value);
    }

    static String longName(String name) {
        if (name.length() != 1)
            return name;
        String known = COMPACT.get(Parameters.lower(name));
        return known == null ? name : known;
    }

    /// A value that would start another line cannot come from the parser, so it is our mistake.
    private static String checked(String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0)
            throw new IllegalArgumentException("a header value has a line break");
        return value;
    }

    /// Splits at commas outside of quotes and angle brackets.
    static void split(String value, List<String> into) {
        boolean quoted = false;
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            char c = i < value.length() ? value.charAt(i) : ',';
            if (i == value.length() || c == ',' && !quoted && depth == 0) {
                String element = value.substring(from, i).strip();
                if (!element.isEmpty())
                    into.add(element);
                from = i + 1;
            } else if (quoted) {
                if (c == '\\')
                    i++;
                else if (c == '"')
                    quoted = false;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                depth = 1;
            } else if (c == '>') {
                depth = 0;
            }
        }
    }

    // ---- typed access; MalformedDataException names the field --------------------------------

    private <T> @Nullable T typed(String name, Function<String, T> parse) {
        String value = first(name);
        return value == null ? null : parsed(name, value, parse);
    }

    private <T> T required(String name, Function<String, T> parse) {
        String value = first(name);
        if (value == null)
            throw new MalformedDataException(name + " is missing", 0);
        return parsed(name, value, parse);
    }

    private static <T> T parsed(String name, String value, Function<String, T> parse) {
        try {
            return parse.apply(value);
        } catch (MalformedDataException e) {
            throw new MalformedDataException(name + ": " + problem(e), e.position());
        }
    }

    /// The message without its position: a reason phrase of a 400.
    static String problem(MalformedDataException e) {
        String problem = String.valueOf(e.getMessage());
        int place = problem.lastIndexOf(" (at byte");
        return place < 0 ? problem : problem.substring(0, place);
    }

    public NameAddress from() { return required("From", NameAddress::parse); }

    public NameAddress to() { return required("To", NameAddress::parse); }

    public String callId() { return required("Call-ID", SipHeaders::parseCallId); }

    public CSeq cseq() { return required("CSeq", CSeq::parse); }

    public Via topVia() { return required("Via", Via::parse); }

    public List<Via> vias() {
        return all("Via").stream().map(v -> parsed("Via", v, Via::parse)).toList();
    }

    /// The addresses of a field in order: Route, Record-Route, Contact, Diversion, Path…
    public List<NameAddress> addresses(String name) {
        return list(name).stream().filter(v -> !v.equals("*"))
                .map(v -> parsed(name, v, NameAddress::parse)).toList();
    }

    /// The first address of a field, or null; `Contact: *` is none.
    public @Nullable NameAddress address(String name) {
        List<NameAddress> all = addresses(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    public @Nullable NameAddress contact() { return address("Contact"); }

    /// `Contact: *`, section 10.2.2.
    public boolean isContactWildcard() { return "*".equals(first("Contact")); }

    /// A number below 2^32 such as Max-Forwards, Expires, Min-SE; null when absent. Parameters
    /// behind it are left out.
    public @Nullable Long number(String name) {
        return typed(name, value -> {
            SipScanner in = new SipScanner(value);
            long number = in.number("the value", 0xffff_ffffL);
            in.skipSpace();
            if (!in.atEnd() && in.peek() != ';' && in.peek() != '(')
                throw in.malformed("the value is not a number");
            return number;
        });
    }

    /// The first token of a value, its parameters left out: `Content-Type: application/sdp`, Event.
    public @Nullable String value(String name) {
        String value = first(name);
        if (value == null)
            return null;
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    }

    /// A parameter behind the first token of a value, or null.
    public @Nullable String parameter(String name, String parameter) {
        Parameters parameters = typed(name, value -> {
            SipScanner in = new SipScanner(value);
            in.until(";");
            return Parameters.ofHeader(in);
        });
        return parameters == null ? null : parameters.value(parameter);
    }

    /// `callid = word [ "@" word ]`
    private static String parseCallId(String value) {
        boolean sound = !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 127);
        if (!sound)
            throw new MalformedDataException("the value is not a word", 0);
        return value;
    }

    void appendTo(StringBuilder out) {
        for (Header each : rows)
            out.append(each.name()).append(": ").append(each.value()).append("\r\n");
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        appendTo(out);
        return out.toString();
    }

    /// The names that are there, for tests and reports.
    public Set<String> names() {
        Map<String, Boolean> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        rows.forEach(h -> names.put(h.name(), true));
        return names.keySet();
    }
}
