package org.rialto.protocols.um.menu;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DialPad;
import org.rialto.directory.TelephoneNumber;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Mailbox;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.SpecialFolder;

/// The contacts of a mailbox, found by the keys that spell their names.
public final class PersonalContacts {
    private static final int PAGE = 256;
    private static final int MOST_READ = 20_000;
    /// Numbers that end alike for so long are one, with and without their prefixes.
    private static final int TELLING_DIGITS = 7;
    private static final List<PropertyTag> NUMBERS = List.of(
            PropertyTags.PidTagMobileTelephoneNumber, PropertyTags.PidTagBusinessTelephoneNumber,
            PropertyTags.PidTagBusiness2TelephoneNumber, PropertyTags.PidTagHomeTelephoneNumber,
            PropertyTags.PidTagHome2TelephoneNumber, PropertyTags.PidTagCarTelephoneNumber,
            PropertyTags.PidTagOtherTelephoneNumber, PropertyTags.PidTagPrimaryTelephoneNumber);

    private final Mailbox mailbox;

    public PersonalContacts(Mailbox mailbox) { this.mailbox = mailbox; }

    /// @param alias whether the mail address is spelled, not the name
    List<Person> spelled(String keys, boolean alias, int most) {
        return find(most, (bag, address) -> alias
                ? DialPad.digits(address.replaceFirst("@.*", "")).startsWith(keys)
                : isSpelled(bag, keys));
    }

    /// Whether somebody with this number or mail address is among them; empty ones are nobody's.
    public boolean knows(String number, String address) {
        String digits = TelephoneNumber.digits(number);
        return !find(1, (bag, theirs) -> !address.isEmpty() && address.equalsIgnoreCase(theirs)
                || !digits.isEmpty() && NUMBERS.stream().anyMatch(tag -> isSame(digits,
                        TelephoneNumber.digits(bag.getString(tag, "")))))
                .isEmpty();
    }

    /// The same digits, or the end of them where one of the two has prefixes.
    private static boolean isSame(String one, String other) {
        String end = other.substring(Math.max(0, other.length() - TELLING_DIGITS));
        return one.equals(other) || end.length() == TELLING_DIGITS && one.endsWith(end);
    }

    private List<Person> find(int most, BiPredicate<PropertyBag, String> wanted) {
        List<Person> found = new ArrayList<>();
        int next = 1;
        for (int read = 0; read < MOST_READ && found.size() < most; read += PAGE) {
            int from = next;
            record Page(List<MessageRow> rows, @Nullable PropertyTag address) {}
            Page page = mailbox.read(snapshot -> new Page(snapshot.messages(
                    snapshot.folder(SpecialFolder.CONTACTS).folderId(), from, Integer.MAX_VALUE,
                    PAGE, EnumSet.of(MessagePart.PROPERTIES)),
                    snapshot.namedPropertyId(
                            NamedProperties.PidLidEmail1EmailAddress.name())
                            .map(NamedProperties.PidLidEmail1EmailAddress::tag).orElse(null)));
            for (MessageRow row : page.rows()) {
                PropertyBag bag = row.properties();
                String address = page.address() == null
                        ? ""
                        : bag.getString(page.address(), "");
                if (found.size() < most && wanted.test(bag, address)) {
                    found.add(person(bag, address));
                }
            }
            if (page.rows().size() < PAGE) {
                break;
            }
            next = page.rows().getLast().uid() + 1;
        }
        return found;
    }

    private static String name(PropertyBag bag) {
        String display = bag.getString(PropertyTags.PidTagDisplayName, "").strip();
        return display.isEmpty()
                ? (bag.getString(PropertyTags.PidTagGivenName, "") + " "
                        + bag.getString(PropertyTags.PidTagSurname, "")).strip()
                : display;
    }

    private static boolean isSpelled(PropertyBag bag, String keys) {
        String first = bag.getString(PropertyTags.PidTagGivenName, "");
        String last = bag.getString(PropertyTags.PidTagSurname, "");
        return DialPad.digits(last + first).startsWith(keys)
                || DialPad.digits(name(bag)).startsWith(keys);
    }

    private static Person person(PropertyBag bag, String address) {
        Map<CallChoice, String> numbers = new EnumMap<>(CallChoice.class);
        number(numbers, CallChoice.MOBILE, bag, PropertyTags.PidTagMobileTelephoneNumber);
        number(numbers, CallChoice.OFFICE, bag, PropertyTags.PidTagBusinessTelephoneNumber);
        number(numbers, CallChoice.HOME, bag, PropertyTags.PidTagHomeTelephoneNumber);
        List<String> about = new ArrayList<>();
        for (PropertyTag tag : List.of(PropertyTags.PidTagTitle,
                PropertyTags.PidTagCompanyName)) {
            String value = bag.getString(tag, "").strip();
            if (!value.isEmpty()) {
                about.add(value);
            }
        }
        return new Person(name(bag), address.contains("@") ? address : "", numbers, about);
    }

    private static void number(Map<CallChoice, String> numbers, CallChoice which, PropertyBag bag,
            PropertyTag tag) {
        String number = bag.getString(tag, "").strip();
        if (!number.isEmpty()) {
            numbers.put(which, number);
        }
    }
}
