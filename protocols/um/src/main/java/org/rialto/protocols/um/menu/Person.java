package org.rialto.protocols.um.menu;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rialto.directory.Attribute;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Entry;

/// Somebody of the directory or of the subscriber's contacts.
///
/// @param address where mail goes; empty for none
/// @param numbers that can be called
/// @param about what else is known, as it is said: title, company
record Person(String name, String address, Map<CallChoice, String> numbers, List<String> about) {
    Person {
        numbers = Map.copyOf(numbers);
        about = List.copyOf(about);
    }

    static Person of(DirectoryObject object) {
        Entry entry = object.entry();
        Map<CallChoice, String> numbers = new EnumMap<>(CallChoice.class);
        // Inside, the extension is the telephone in the office.
        entry.attribute(Attribute.UM_EXTENSION).or(() -> entry.attribute(Attribute.PHONE_BUSINESS))
                .ifPresent(number -> numbers.put(CallChoice.OFFICE, number));
        entry.attribute(Attribute.PHONE_MOBILE)
                .ifPresent(number -> numbers.put(CallChoice.MOBILE, number));
        entry.attribute(Attribute.PHONE_HOME)
                .ifPresent(number -> numbers.put(CallChoice.HOME, number));
        List<String> about = List
                .of(Attribute.TITLE, Attribute.DEPARTMENT, Attribute.COMPANY, Attribute.OFFICE)
                .stream().map(entry::attribute).flatMap(Optional::stream).toList();
        return new Person(object.display(), object.address().toString(), numbers, about);
    }
}
