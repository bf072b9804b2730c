package org.rialto.protocols.rops.message;

import java.util.Set;
import org.rialto.items.mail.SubjectParts;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// Keeps PidTagSubject, PidTagSubjectPrefix and PidTagNormalizedSubject to one another.
/// MS-OXCMSG §2.2.1.9, §2.2.1.10, MS-OXCMAIL §2.2.3.2.6.1.
final class SubjectRules {
    private static final char PREFIX_MARK = '\u0001';

    private SubjectRules() {}

    /// After properties of `ids` were set: what was not said follows from what was.
    static void settle(PropertyBag bag, Set<Integer> ids) {
        boolean whole = ids.contains(PropertyTags.PidTagSubject.id());
        boolean prefixed = ids.contains(PropertyTags.PidTagSubjectPrefix.id());
        boolean normalized = ids.contains(PropertyTags.PidTagNormalizedSubject.id());
        if (!whole && !prefixed && !normalized) {
            return;
        }
        String subject = bag.getString(PropertyTags.PidTagSubject);
        if (whole && subject == null) {
            bag.remove(PropertyTags.PidTagSubjectPrefix);
            bag.remove(PropertyTags.PidTagNormalizedSubject);
            return;
        }
        if (whole && subject != null) {
            ofSubject(bag, subject, prefixed);
            return;
        }
        bag.set(PropertyTags.PidTagSubject, bag.getString(PropertyTags.PidTagSubjectPrefix, "")
                + bag.getString(PropertyTags.PidTagNormalizedSubject, ""));
    }

    private static void ofSubject(PropertyBag bag, String given, boolean prefixed) {
        String subject = given;
        int length = -1;
        // Of older clients: a mark, the length of the prefix and one, the subject.
        if (subject.length() > 1 && subject.charAt(0) == PREFIX_MARK) {
            length = subject.charAt(1) - 1;
            subject = subject.substring(2);
            bag.set(PropertyTags.PidTagSubject, subject);
        }
        String prefix = bag.getString(PropertyTags.PidTagSubjectPrefix, "");
        if (prefixed && subject.startsWith(prefix)) {
            length = prefix.length();
        }
        if (length < 0 || length > subject.length()) {
            length = SubjectParts.of(subject).prefix().length();
            length = Math.min(length, subject.length());
        }
        bag.set(PropertyTags.PidTagSubjectPrefix, subject.substring(0, length));
        bag.set(PropertyTags.PidTagNormalizedSubject, subject.substring(length));
    }
}
