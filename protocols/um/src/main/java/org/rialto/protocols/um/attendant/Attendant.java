package org.rialto.protocols.um.attendant;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// An automatic attendant as it is configured: who calls one of its numbers hears a greeting and a
/// menu, and reaches by key, by extension or by name whom it allows.
///
/// @param numbers that it answers, as anybody may write them
/// @param zone in which its hours are meant
/// @param hours when it is open
/// @param open said when it is open; nothing: a sentence with the company's name
/// @param closed said when it is not; nothing: a sentence
/// @param holiday said on holidays; nothing: a sentence with the holiday's name
/// @param company its name; may be empty
/// @param menu in the order in which it is told
/// @param operator whom `0` reaches while it is open, as somebody would dial it; empty for nobody
public record Attendant(String name, Set<String> numbers, Locale language, ZoneId zone,
        OpeningHours hours, List<Holiday> holidays, Announcement open, Announcement closed,
        Announcement holiday, String company, List<Row> menu, String operator, Scope scope) {
    public Attendant {
        numbers = Set.copyOf(numbers);
        holidays = List.copyOf(holidays);
        menu = List.copyOf(menu);
    }

    /// When a row of the menu is there.
    public enum When {
        OPEN, CLOSED, ALWAYS
    }

    /// @param key `1` to `9`
    /// @param label what is said of it: "sales"; a voice command too
    public record Row(String key, String label, Target target, When when) {}

    /// Where a row leads.
    public sealed interface Target {
        /// A number, an extension or an address, as somebody would dial it.
        record Number(String number) implements Target {}

        /// The mailbox of a user, by name or address: the caller leaves a message.
        record VoiceMail(String user) implements Target {}

        /// Another attendant.
        record Other(String name) implements Target {}

        /// Something that is said, and the menu again: the way there, say.
        record Told(Announcement announcement) implements Target {}
    }

    /// What callers may reach besides the menu. A caller is somebody from outside whom nobody knows.
    ///
    /// @param extensions whether extensions may be dialled
    /// @param directory whether names may be spelled
    /// @param domain whose people they are; empty for the default domain
    /// @param group whose members they are; empty for everybody who is in the address lists
    public record Scope(boolean extensions, boolean directory, String domain, String group) {}

    /// The holiday that a moment is on.
    Optional<Holiday> holidayAt(ZonedDateTime time) {
        return holidays.stream().filter(each -> each.contains(time.toLocalDate())).findFirst();
    }

    boolean isOpen(ZonedDateTime time) { return holidayAt(time).isEmpty() && hours.contains(time); }

    List<Row> menu(boolean isOpen) {
        return menu.stream().filter(row -> row.when() == When.ALWAYS
                || row.when() == (isOpen ? When.OPEN : When.CLOSED)).toList();
    }
}
