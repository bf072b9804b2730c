package org.rialto.protocols.um.menu;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DialPad;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Mailbox;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.SpecialFolder;

/// The contacts of a mailbox, found by the keys that spell their names.
final class PersonalContacts {
    private static final int PAGE = 256;
    private static final int MOST_READ = 20_000;

    private final Mailbox mailbox;

    PersonalContacts(Mailbox mailbox) { this.mailbox = mailbox; }

    /// @param alias whether the mail address is spelled, not the name
    List<Person> spelled(String keys, boolean alias, int most) {
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
                if (found.size() < most && (alias
                        ? DialPad.digits(address.replaceFirst("@.*", "")).startsWith(keys)
                        : isSpelled(bag, keys))) {
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
