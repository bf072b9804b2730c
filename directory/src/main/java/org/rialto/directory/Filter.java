package org.rialto.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.rialto.mapi.MailError;

/// Who belongs to a dynamic group: an LDAP search filter, RFC 4515, over the attributes of
/// [Attribute] (keys and LDAP names), `name` (`cn`, `sAMAccountName`), `display` (`displayName`),
/// `mail`, `proxyAddresses`, `domain` and `kind`. Text compares without case; `>=` and `<=` compare
/// numbers as numbers. A test of an attribute that is missing is false (not "undefined").
public record Filter(String text, Term term) {
    /// In characters; nesting is bounded by [#DEPTH_LIMIT].
    public static final int LENGTH_LIMIT = 4096;
    private static final int DEPTH_LIMIT = 32;

    sealed interface Term {
        record And(List<Term> terms) implements Term {}

        record Or(List<Term> terms) implements Term {}

        record Not(Term term) implements Term {}

        record Present(String attribute) implements Term {}

        record Equal(String attribute, String value) implements Term {}

        record AtLeast(String attribute, String value) implements Term {}

        record AtMost(String attribute, String value) implements Term {}

        /// Pieces between the asterisks; the first and the last may be empty.
        record Substrings(String attribute, List<String> pieces) implements Term {}
    }

    /// @throws MailError.Invalid that says where the filter breaks
    public static Filter parse(String text) {
        if (text.length() > LENGTH_LIMIT) {
            throw new MailError.Invalid(
                    "the filter is longer than " + LENGTH_LIMIT + " characters");
        }
        Parser parser = new Parser(text);
        Term term = parser.filter(0);
        if (parser.at != text.length())
            throw parser.broken("the end");
        return new Filter(text, term);
    }

    public boolean matches(DirectoryObject object) { return matches(term, object.entry()); }

    private static boolean matches(Term term, Entry entry) {
        return switch (term) {
            case Term.And(List<Term> terms) -> terms.stream().allMatch(t -> matches(t, entry));
            case Term.Or(List<Term> terms) -> terms.stream().anyMatch(t -> matches(t, entry));
            case Term.Not(Term inner) -> !matches(inner, entry);
            case Term.Present(String attribute) ->
                values(attribute, entry).anyMatch(value -> !value.isEmpty());
            case Term.Equal(String attribute, String wanted) ->
                values(attribute, entry).anyMatch(fold(wanted)::equals);
            case Term.AtLeast(String attribute, String bound) ->
                values(attribute, entry).anyMatch(value -> compare(value, fold(bound)) >= 0);
            case Term.AtMost(String attribute, String bound) ->
                values(attribute, entry).anyMatch(value -> compare(value, fold(bound)) <= 0);
            case Term.Substrings(String attribute, List<String> pieces) ->
                values(attribute, entry).anyMatch(value -> fits(value, pieces));
        };
    }

    private static Stream<String> values(String attribute, Entry entry) {
        return (switch (attribute) {
            case "name", "cn", "uid", "samaccountname" -> Stream.of(entry.name());
            case "display", "displayname" -> Stream.of(entry.display());
            case "mail" -> Stream.of(entry.address().toString());
            case "proxyaddresses", "aliases" ->
                Stream.concat(Stream.of(entry.address()), entry.aliases().stream())
                        .map(SmtpAddress::toString);
            case "domain" -> Stream.of(entry.domain().name(), entry.domain().key()).distinct();
            case "kind", "objectclass" -> Stream.of(entry.kind().word());
            default -> Attribute.ofAnyName(attribute).flatMap(entry::attribute).stream();
        }).map(Filter::fold);
    }

    private static boolean isKnown(String attribute) {
        return switch (attribute) {
            case "name", "cn", "uid", "samaccountname", "display", "displayname", "mail",
                    "proxyaddresses", "aliases", "domain", "kind", "objectclass" ->
                true;
            default -> Attribute.ofAnyName(attribute).isPresent();
        };
    }

    private static String fold(String text) { return text.toLowerCase(Locale.ROOT); }

    private static int compare(String one, String other) {
        boolean numbers = isNumber(one) && isNumber(other);
        return numbers
                ? Long.compare(Long.parseLong(one), Long.parseLong(other))
                : one.compareTo(other);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 18
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean fits(String value, List<String> pieces) {
        String first = fold(pieces.getFirst());
        String last = fold(pieces.getLast());
        if (!value.startsWith(first))
            return false;
        int at = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = value.indexOf(fold(piece), at);
            if (found < 0)
                return false;
            at = found + piece.length();
        }
        return value.length() - last.length() >= at && value.endsWith(last);
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) { this.text = text; }

        /// `filter = LPAREN filtercomp RPAREN`
        Term filter(int depth) {
            if (depth > DEPTH_LIMIT) {
                throw new MailError.Invalid("the filter is nested deeper than " + DEPTH_LIMIT);
            }
            expect('(');
            Term term = switch (at < text.length() ? text.charAt(at) : 0) {
                case '&' -> new Term.And(filters(depth));
                case '|' -> new Term.Or(filters(depth));
                case '!' -> {
                    at++;
                    yield new Term.Not(filter(depth + 1));
                }
                default -> item();
            };
            expect(')');
            return term;
        }

        private List<Term> filters(int depth) {
            at++;
            List<Term> terms = new ArrayList<>();
            while (at < text.length() && text.charAt(at) == '(') {
                terms.add(filter(depth + 1));
            }
            return List.copyOf(terms);
        }

        /// `item = attr filtertype assertionvalue`
        private Term item() {
            int start = at;
            while (at < text.length() && "=<>~()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String attribute = fold(text.substring(start, at).strip());
            if (attribute.isEmpty())
                throw broken("an attribute");
            if (!isKnown(attribute)) {
                throw new MailError.Invalid("the filter asks for \"" + attribute
                        + "\", which no object has");
            }
            char type = at < text.length() ? text.charAt(at) : 0;
            if (type == '<' || type == '>' || type == '~')
                at++;
            expect('=');
            List<String> pieces = pieces();
            String value = pieces.getFirst();
            boolean plain = pieces.size() == 1;
            if (!plain && type != '=')
                throw broken("a value without *");
            return switch (type) {
                case '<' -> new Term.AtMost(attribute, value);
                case '>' -> new Term.AtLeast(attribute, value);
                default -> plain
                        ? new Term.Equal(attribute, value)
                        : pieces.stream().allMatch(String::isEmpty)
                                ? new Term.Present(attribute)
                                : new Term.Substrings(attribute, pieces);
            };
        }

        /// `valueencoding`: `\XX` is an octet of UTF-8. Split at asterisks.
        private List<String> pieces() {
            List<String> pieces = new ArrayList<>();
            java.io.ByteArrayOutputStream piece = new java.io.ByteArrayOutputStream();
            while (at < text.length() && text.charAt(at) != ')') {
                int c = text.codePointAt(at);
                if (c == '(')
                    throw broken("\\28 for a parenthesis");
                if (c == '*') {
                    pieces.add(piece.toString(java.nio.charset.StandardCharsets.UTF_8));
                    piece.reset();
                    at++;
                } else if (c == '\\') {
                    piece.write(octet());
                } else {
                    piece.writeBytes(Character.toString(c)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    at += Character.charCount(c);
                }
            }
            pieces.add(piece.toString(java.nio.charset.StandardCharsets.UTF_8));
            return List.copyOf(pieces);
        }

        private int octet() {
            int high = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
            if (high < 0 || low < 0)
                throw broken("two hexadecimal digits after \\");
            at += 3;
            return high << 4 | low;
        }

        private void expect(char wanted) {
            if (at >= text.length() || text.charAt(at) != wanted)
                throw broken("\"" + wanted + "\"");
            at++;
        }

        MailError.Invalid broken(String wanted) {
            return new MailError.Invalid(
                    "the filter breaks at character " + (at + 1) + ": " + wanted + " is expected");
        }
    }
}
