package org.rialto.protocols.um.menu;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.TelephoneBook;
import org.rialto.protocols.um.line.HungUpException;

/// Finds somebody of the directory by the keys that spell a name, or after `##` an alias (E.161);
/// who is meant of several is chosen.
public final class DirectorySearch {
    private static final int ATTEMPTS = 3;
    static final int MOST_OFFERED = 24;

    private final Talk talk;
    private final TelephoneBook book;
    private final Domain domain;
    private final Predicate<DirectoryObject> wanted;
    private final int mostSearched;
    private boolean alias;

    /// @param wanted who may be found
    /// @param mostSearched so many that are spelled so are looked at
    public DirectorySearch(Talk talk, TelephoneBook book, Domain domain,
            Predicate<DirectoryObject> wanted, int mostSearched) {
        this.talk = talk;
        this.book = book;
        this.domain = domain;
        this.wanted = wanted;
        this.mostSearched = mostSearched;
    }

    /// Empty when nobody was found in three attempts.
    public Optional<DirectoryObject> find() throws HungUpException, LeaveException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String keys = talk.spelled(alias
                    ? Prompt.ATTENDANT_SPELL_ALIAS
                    : Prompt.ATTENDANT_SPELL_NAME);
            if (keys.isEmpty()) {
                alias = !alias;
                continue;
            }
            List<DirectoryObject> found = spelled(book, domain, alias, keys, mostSearched).stream()
                    .filter(wanted).toList();
            if (found.isEmpty()) {
                talk.say(Prompt.NOBODY_FOUND);
            } else if (found.size() > MOST_OFFERED) {
                talk.say(Prompt.TOO_MANY_FOUND);
            } else {
                Optional<DirectoryObject> picked = found.size() == 1
                        ? Optional.of(found.getFirst())
                        : talk.pick(found, DirectoryObject::display);
                if (picked.isPresent()) {
                    return picked;
                }
            }
        }
        return Optional.empty();
    }

    /// Who is spelled so; who begins with the first name is understood as well.
    static List<DirectoryObject> spelled(TelephoneBook book, Domain domain, boolean alias,
            String keys, int most) {
        if (!keys.matches("[0-9]+")) {
            return List.of();
        }
        if (alias) {
            return book.spelled(domain, TelephoneBook.Spelling.ALIAS, keys, most);
        }
        List<DirectoryObject> found = book.spelled(domain, TelephoneBook.Spelling.LAST_FIRST, keys,
                most);
        return found.isEmpty()
                ? book.spelled(domain, TelephoneBook.Spelling.FIRST_LAST, keys, most)
                : found;
    }
}
