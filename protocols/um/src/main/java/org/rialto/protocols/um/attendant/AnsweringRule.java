package org.rialto.protocols.um.attendant;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.TelephoneNumber;
import org.rialto.mapi.MailError;

/// A call-answering rule of a user: of the first one whose conditions hold, callers hear the greeting
/// and the menu before they leave a message. Written as a table of TOML, `[[rule]]`; the README of
/// this protocol has an example.
///
/// @param greeting words instead of the user's greeting; empty for that one
/// @param menu what the caller may choose; empty: the message is next
/// @param takesMessage whether the caller may leave a message
public record AnsweringRule(String name, Conditions conditions, String greeting, List<Row> menu,
        boolean takesMessage) {
    private static final int MOST_RULES = 9;
    private static final int MOST_FIND_ME_NUMBERS = 3;
    private static final int LONGEST_WORDS = 1_000;
    /// Numbers that end alike for so long are one, with and without their prefixes.
    private static final int TELLING_DIGITS = 7;

    /// All that are set must hold.
    ///
    /// @param callers numbers and mail addresses, one of which is the caller's
    /// @param contacts whether the caller must be among the user's contacts; true is enough instead
    ///        of `callers` as well
    /// @param hours when; in the user's time zone
    /// @param outOfOffice whether the user is; null for no matter
    public record Conditions(Set<String> callers, boolean contacts, OpeningHours hours,
            @Nullable Boolean outOfOffice) {
        public Conditions { callers = Set.copyOf(callers); }

        /// @param isContact asked only where it matters
        boolean hold(String number, String address, ZonedDateTime time, boolean isOutOfOffice,
                BooleanSupplier isContact) {
            if (!hours.contains(time) || outOfOffice != null && outOfOffice != isOutOfOffice) {
                return false;
            }
            boolean anybody = callers.isEmpty() && !contacts;
            return anybody || callers.stream().anyMatch(each -> isSame(each, number, address))
                    || contacts && isContact.getAsBoolean();
        }

        private static boolean isSame(String wanted, String number, String address) {
            if (wanted.contains("@")) {
                return wanted.equalsIgnoreCase(address) || wanted.equalsIgnoreCase(number);
            }
            String one = TelephoneNumber.digits(wanted);
            String other = TelephoneNumber.digits(number);
            if (one.isEmpty() || number.contains("@")) {
                return false;
            }
            String end = one.substring(Math.max(0, one.length() - TELLING_DIGITS));
            return one.equals(other) || end.length() == TELLING_DIGITS && other.endsWith(end);
        }
    }

    /// @param key `1` to `9`
    /// @param label what is said of it: "my mobile telephone"
    /// @param numbers called one after the other until one takes the call
    public record Row(String key, String label, List<String> numbers) {
        public Row { numbers = List.copyOf(numbers); }
    }

    public AnsweringRule { menu = List.copyOf(menu); }

    /// Reads the rules of a user; none from an empty text.
    ///
    /// @throws MailError.Invalid that says in which line what is wrong
    public static List<AnsweringRule> read(String text) {
        ConfigurationTable whole = ConfigurationTable.parse("rules", text);
        List<AnsweringRule> rules = new ArrayList<>();
        for (ConfigurationTable each : whole.tables("rule")) {
            rules.add(rule(each));
        }
        whole.done();
        if (rules.size() > MOST_RULES) {
            throw new MailError.Invalid("rules: there may be up to " + MOST_RULES);
        }
        return rules;
    }

    private static AnsweringRule rule(ConfigurationTable table) {
        List<Row> menu = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (ConfigurationTable each : table.tables("menu")) {
            Row row = row(each);
            if (!keys.add(row.key())) {
                throw each.wrong("key", "key " + row.key() + " has two rows");
            }
            menu.add(row);
        }
        List<String> hours = table.texts("hours");
        String greeting = table.text("greeting", "");
        if (greeting.length() > LONGEST_WORDS) {
            throw table.wrong("greeting", "it is longer than " + LONGEST_WORDS + " characters");
        }
        AnsweringRule rule = new AnsweringRule(table.text("name"),
                new Conditions(Set.copyOf(table.texts("callers")),
                        table.truth("contacts", false),
                        hours.isEmpty()
                                ? OpeningHours.ALWAYS
                                : table.readAll("hours", OpeningHours::parse),
                        table.has("out-of-office")
                                ? Boolean.valueOf(table.truth("out-of-office", false))
                                : null),
                greeting, menu, table.truth("message", true));
        if (menu.isEmpty() && !rule.takesMessage() && greeting.isEmpty()) {
            throw table.wrong("message", "without a message, a menu or a greeting is wanted");
        }
        table.done();
        return rule;
    }

    private static Row row(ConfigurationTable table) {
        String key = table.text("key").toLowerCase(Locale.ROOT);
        if (!key.matches("[1-9]")) {
            throw table.wrong("key", "it is one of 1 to 9");
        }
        boolean find = table.has("find-me");
        if (find == table.has("transfer")) {
            throw table.wrong("key", "either find-me or transfer says where it leads");
        }
        List<String> numbers = find ? table.texts("find-me") : List.of(table.text("transfer"));
        if (numbers.isEmpty() || numbers.size() > MOST_FIND_ME_NUMBERS) {
            throw table.wrong("find-me", "one to " + MOST_FIND_ME_NUMBERS + " numbers are wanted");
        }
        Row row = new Row(key, table.text("say"), numbers);
        table.done();
        return row;
    }
}
