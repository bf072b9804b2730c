package org.rialto.protocols.um.menu;

import java.util.List;
import java.util.Optional;
import org.rialto.protocols.um.line.HungUpException;

/// Finds somebody by the keys that spell a name (E.161): among the subscriber's contacts, or after
/// `00` in the directory; by name, or after `##` by alias.
final class ContactSearch {
    private static final int ATTEMPTS = 3;
    private static final String DIRECTORY = "00";

    private final SubscriberCall call;
    private final Talk talk;
    private boolean directory;
    private boolean alias;

    ContactSearch(SubscriberCall call, boolean directory) {
        this.call = call;
        this.talk = call.talk();
        this.directory = directory;
    }

    /// Empty when nobody was found in three attempts.
    Optional<Person> find() throws HungUpException, LeaveException {
        for (int attempt = 0; attempt < ATTEMPTS;) {
            String keys = talk.spelled(alias
                    ? Prompt.SPELL_ALIAS
                    : Prompt.SPELL_NAME,
                    talk.sentence(directory ? Prompt.IN_DIRECTORY : Prompt.IN_CONTACTS));
            if (keys.isEmpty()) {
                alias = !alias;
                attempt++;
                continue;
            }
            if (keys.startsWith(DIRECTORY)) {
                directory = !directory;
                keys = keys.substring(DIRECTORY.length());
                if (keys.isEmpty()) {
                    continue;
                }
            }
            attempt++;
            List<Person> found = search(keys);
            if (found.isEmpty()) {
                talk.say(Prompt.NOBODY_FOUND);
            } else if (found.size() > DirectorySearch.MOST_OFFERED) {
                talk.say(Prompt.TOO_MANY_FOUND);
            } else {
                Optional<Person> picked = found.size() == 1
                        ? Optional.of(found.getFirst())
                        : talk.pick(found, Person::name);
                if (picked.isPresent()) {
                    return picked;
                }
            }
        }
        return Optional.empty();
    }

    private List<Person> search(String keys) {
        if (!keys.matches("[0-9]+")) {
            return List.of();
        }
        if (!directory) {
            return new PersonalContacts(call.mailbox().session().mailbox()).spelled(keys, alias,
                    DirectorySearch.MOST_OFFERED + 1);
        }
        return DirectorySearch.spelled(call.services().directory().telephoneBook(),
                call.user().entry().domain(), alias, keys, DirectorySearch.MOST_OFFERED + 1)
                .stream()
                .map(Person::of).toList();
    }
}
