package org.rialto.protocols.um.dialplan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How telephone numbers are written and dialled in this organisation. Reads what people and
/// programs give as a number (RFC 3966 `tel:`, RFC 3261 `sip:`, digits with whatever stands between
/// them) and makes one form of it. Pure.
///
/// Digits are ASCII digits only: other scripts' digits look alike to a person and not to a gateway.
///
/// @param extensionDigits how many digits an extension has; 0: no extensions
/// @param countryCode of national numbers, without `+`; empty: there are none
/// @param trunkPrefix what stands before a national number and not behind the country code: `0` in
///        much of Europe, `1` in North America; empty where nothing does
/// @param internationalPrefix what stands for `+`: `00`, `011`
/// @param outsideLine what is dialled for an outside line, as in `9 1 425 555 0100`; empty: nothing,
///        and so where it is what another prefix begins with: nobody could tell them apart
/// @param accessNumbers where subscribers call, extensions or numbers as anybody may write them
/// @param domains whose addresses are ours, in lower case
public record DialPlan(int extensionDigits, String countryCode, String trunkPrefix,
        String internationalPrefix, String outsideLine, Set<String> accessNumbers,
        Set<String> domains) {
    /// RFC 3966: an E.164 number has up to 15 digits; those below seven are local service numbers.
    private static final int LONGEST_NUMBER = 15;
    private static final int SHORTEST_NUMBER = 7;
    private static final int LONGEST_TEXT = 256;
    private static final String CONTEXT = "phone-context=";
    private static final String SEPARATORS = " -./()\u00a0";

    /// A plan of plain extensions, for an organisation that dials nobody outside.
    public static DialPlan ofExtensions(int digits, Set<String> accessNumbers,
            Set<String> domains) {
        return new DialPlan(digits, "", "", "00", "", accessNumbers, domains);
    }

    public DialPlan {
        accessNumbers = Set.copyOf(accessNumbers);
        domains = Set.copyOf(domains);
        for (String prefix : List.of(countryCode, trunkPrefix, internationalPrefix, outsideLine)) {
            if (!isDigits(prefix))
                throw new IllegalArgumentException("\"" + prefix + "\" is not digits");
        }
    }

    /// Where a text leads that somebody wants to have called. Never throws.
    public Destination judge(String text) {
        String given = text.strip();
        if (given.isEmpty())
            return new Destination.Refused("nothing to dial");
        if (given.length() > LONGEST_TEXT)
            return new Destination.Refused("too long");
        String lower = given.toLowerCase(Locale.ROOT);
        if (lower.startsWith("sip:"))
            return ofUri(given.substring(4));
        if (lower.startsWith("sips:"))
            return ofUri(given.substring(5));
        if (lower.startsWith("tel:"))
            return ofTelephone(given.substring(4));
        return given.indexOf('@') >= 0 ? ofUri(given) : ofDigits(given);
    }

    /// A `sip` URI behind its scheme. Only ours are dialled: what another host does with a request
    /// is not in our hands. Header fields and passwords in a URI are for nobody to set here.
    private Destination ofUri(String rest) {
        if (rest.indexOf('?') >= 0)
            return new Destination.Refused("header fields in the address");
        int at = rest.indexOf('@');
        if (at <= 0)
            return new Destination.Refused("an address without a user");
        int parameters = rest.indexOf(';', at);
        String host = hostOf(parameters < 0
                ? rest.substring(at + 1)
                : rest.substring(at + 1, parameters));
        String user = rest.substring(0, at);
        // `;phone-context` and the like belong to the user part of a telephone URI.
        int userEnd = user.indexOf(';');
        String userParameters = userEnd < 0 ? "" : user.substring(userEnd).toLowerCase(Locale.ROOT);
        if (userEnd >= 0)
            user = user.substring(0, userEnd);
        if (!domains.contains(host))
            return new Destination.Refused("not one of our addresses");
        if (user.indexOf(':') >= 0 || user.indexOf('%') >= 0 || user.indexOf('@') >= 0)
            return new Destination.Refused("not an address");
        if (isNumberLike(user))
            return inContext(user, userParameters);
        return !user.isEmpty() && user.chars().allMatch(DialPlan::isUserCharacter)
                ? new Destination.Address(user.toLowerCase(Locale.ROOT), host)
                : new Destination.Refused("not an address");
    }

    private static String hostOf(String hostPort) {
        int colon = hostPort.lastIndexOf(':');
        String host = colon >= 0 && hostPort.indexOf(']') < colon
                ? hostPort.substring(0, colon)
                : hostPort;
        return host.toLowerCase(Locale.ROOT);
    }

    private static boolean isUserCharacter(int c) {
        return c > ' ' && c < 0x7f && "<>\"\\,;?:/".indexOf(c) < 0;
    }

    /// RFC 3966. `;ext` and `;postd` would have digits sent after the answer, `;isub` is of ISDN:
    /// none of them is dialled.
    private Destination ofTelephone(String rest) {
        int parameters = rest.indexOf(';');
        if (parameters < 0)
            return ofDigits(rest);
        String tail = rest.substring(parameters).toLowerCase(Locale.ROOT);
        for (String parameter : tail.substring(1).split(";", -1)) {
            if (!parameter.startsWith(CONTEXT))
                return new Destination.Refused("digits to be sent after the answer");
        }
        return inContext(rest.substring(0, parameters), tail);
    }

    /// RFC 3966 section 5.1.5: a local number is one of the place that its context names, which is here
    /// for a domain of ours and our country. Leading digits of a number make the number whole, unless
    /// something stands before it that is dialled only there; other domains' digits mean something else
    /// here.
    private Destination inContext(String digits, String parameters) {
        List<String> elsewhere = digits.startsWith("+")
                ? List.of()
                : Stream.of(parameters.split(";", -1)).filter(each -> each.startsWith(CONTEXT))
                        .map(each -> each.substring(CONTEXT.length()))
                        .filter(place -> !domains.contains(place)
                                && (countryCode.isEmpty() || !place.equals("+" + countryCode)))
                        .toList();
        if (elsewhere.isEmpty())
            return ofDigits(digits);
        String place = elsewhere.getFirst();
        return elsewhere.size() == 1 && place.startsWith("+") && place.length() > 1
                && !withoutSeparators(digits).startsWith("0")
                        ? ofDigits(place + digits)
                        : new Destination.Refused("a number of another place");
    }

    private static boolean isNumberLike(String text) {
        String digits = withoutSeparators(text);
        return !digits.isEmpty() && isDigits(digits.startsWith("+") ? digits.substring(1) : digits)
                && digits.length() > 1;
    }

    private Destination ofDigits(String text) {
        // +49 (0)30 …: the trunk prefix that is dialled only inside the country.
        String written = text.strip();
        if (written.startsWith("+") && !trunkPrefix.isEmpty())
            written = written.replaceFirst("\\(" + trunkPrefix + "\\)", "");
        String digits = withoutSeparators(written);
        boolean plus = digits.startsWith("+");
        String plain = plus ? digits.substring(1) : digits;
        if (plain.isEmpty())
            return new Destination.Refused("nothing to dial");
        if (!isDigits(plain))
            return new Destination.Refused(refusal(plain));
        if (!plus && plain.length() == extensionDigits)
            return new Destination.Extension(plain);
        return plus ? international(plain) : outside(plain);
    }

    private static String refusal(String text) {
        if (text.chars().anyMatch(c -> c == '*' || c == '#'))
            return "a service code";
        if (text.matches("[0-9]+[,;wWpP].*"))
            return "digits to be sent after the answer";
        return "not a number";
    }

    private Destination outside(String digits) {
        String plain = !outsideLine.isEmpty() && digits.startsWith(outsideLine)
                && !trunkPrefix.startsWith(outsideLine)
                && !internationalPrefix.startsWith(outsideLine)
                && digits.length() - outsideLine.length() >= SHORTEST_NUMBER
                        ? digits.substring(outsideLine.length())
                        : digits;
        if (!internationalPrefix.isEmpty() && plain.startsWith(internationalPrefix))
            return international(plain.substring(internationalPrefix.length()));
        if (countryCode.isEmpty())
            return new Destination.Refused("a number without its country");
        if (!trunkPrefix.isEmpty() && plain.startsWith(trunkPrefix))
            return international(countryCode + plain.substring(trunkPrefix.length()));
        // Where nothing stands before a national number, it is one; and in North America people
        // leave the 1 out. Elsewhere a number without prefix is local to a place nobody told.
        return trunkPrefix.isEmpty() || trunkPrefix.equals(countryCode)
                ? international(countryCode + plain)
                : new Destination.Refused("a number without its area");
    }

    private static Destination international(String digits) {
        if (digits.length() < SHORTEST_NUMBER)
            return new Destination.Refused("a service number");
        if (digits.length() > LONGEST_NUMBER)
            return new Destination.Refused("too many digits");
        return digits.startsWith("0")
                ? new Destination.Refused("no country begins with 0")
                : new Destination.Number("+" + digits);
    }

    /// One form of a number whoever wrote it, to compare numbers by: digits of an extension,
    /// `+` and digits of a number. Empty when it is neither.
    public Optional<String> normalised(String text) {
        return switch (judge(text)) {
            case Destination.Extension(String digits) -> Optional.of(digits);
            case Destination.Number(String e164) -> Optional.of(e164);
            case Destination.Address _,Destination.Refused _ -> Optional.empty();
        };
    }

    /// Whether subscribers call this number for their mailboxes. `user` is the user part of the
    /// Request-URI, which may be a name as well.
    public boolean isAccessNumber(String user) { return isOneOf(user, accessNumbers); }

    /// Whether a called number or name is one of those configured, however either is written.
    public boolean isOneOf(String user, Set<String> numbers) {
        Optional<String> called = normalised(user);
        return numbers.stream().anyMatch(number -> number.equalsIgnoreCase(user)
                || called.isPresent() && normalised(number).equals(called));
    }

    private static String withoutSeparators(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars().filter(c -> SEPARATORS.indexOf(c) < 0).forEach(c -> out.append((char) c));
        return out.toString();
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
