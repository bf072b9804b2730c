package org.rialto.items.mail;

/// The two parts of a subject: PidTagSubjectPrefix and PidTagNormalizedSubject. MS-OXCMAIL
/// §2.2.3.2.6.1: one to three characters other than colon, blank and digits, then a colon and
/// blanks, are the prefix.
///
/// @param prefix with its colon and one blank, or empty
public record SubjectParts(String prefix, String normalized) {
    private static final int LONGEST_PREFIX = 3;

    public static SubjectParts of(String subject) {
        int at = 0;
        while (at < subject.length() && at <= LONGEST_PREFIX && isPrefix(subject.charAt(at))) {
            at++;
        }
        boolean prefixed = at > 0 && at <= LONGEST_PREFIX && at < subject.length()
                && subject.charAt(at) == ':';
        if (!prefixed) {
            return new SubjectParts("", subject);
        }
        int rest = at + 1;
        while (rest < subject.length() && subject.charAt(rest) == ' ') {
            rest++;
        }
        return new SubjectParts(subject.substring(0, at) + ": ", subject.substring(rest));
    }

    private static boolean isPrefix(char c) { return c != ':' && c != ' ' && (c < '0' || c > '9'); }

    /// The whole subject.
    public String subject() { return prefix + normalized; }
}
