package org.rialto.protocols.um.attendant;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rialto.mapi.MailError;

/// The file that says which attendants there are, TOML. The README of this protocol has an example.
public final class AttendantsFile {
    private final String file;
    private final Path folder;
    private final ZoneId zone;
    private final Locale language;

    /// @param file what messages call it
    /// @param folder in which sound files are looked for
    /// @param zone of attendants that say none
    /// @param language of attendants that say none
    public AttendantsFile(String file, Path folder, ZoneId zone, Locale language) {
        this.file = file;
        this.folder = folder;
        this.zone = zone;
        this.language = language;
    }

    /// @throws MailError.Invalid that says in which line what is wrong
    public List<Attendant> read(String text) {
        ConfigurationTable whole = ConfigurationTable.parse(file, text);
        List<Attendant> attendants = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigurationTable each : whole.tables("attendant")) {
            Attendant attendant = attendant(each);
            if (!names.add(attendant.name())) {
                throw each.wrong("name", "there is another attendant of that name");
            }
            attendants.add(attendant);
        }
        whole.done();
        for (Attendant attendant : attendants) {
            for (Attendant.Row row : attendant.menu()) {
                if (row.target() instanceof Attendant.Target.Other(String name)
                        && !names.contains(name)) {
                    throw new MailError.Invalid(file + ": attendant " + attendant.name()
                            + ", key " + row.key() + ": there is no attendant " + name);
                }
            }
        }
        return attendants;
    }

    private Attendant attendant(ConfigurationTable table) {
        List<Attendant.Row> menu = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (ConfigurationTable each : table.tables("menu")) {
            Attendant.Row row = row(each);
            boolean twice = row.when() == Attendant.When.ALWAYS
                    ? keys.contains(row.key() + Attendant.When.OPEN)
                            || keys.contains(row.key() + Attendant.When.CLOSED)
                    : keys.contains(row.key() + Attendant.When.ALWAYS);
            if (!keys.add(row.key() + row.when()) || twice) {
                throw each.wrong("key", "key " + row.key() + " has two rows at the same time");
            }
            menu.add(row);
        }
        List<String> hours = table.texts("hours");
        Attendant attendant = new Attendant(table.text("name"),
                Set.copyOf(table.texts("numbers")),
                table.has("language") ? table.read("language", Locale::forLanguageTag) : language,
                table.has("time-zone") ? table.read("time-zone", ZoneId::of) : zone,
                hours.isEmpty()
                        ? OpeningHours.ALWAYS
                        : table.readAll("hours", OpeningHours::parse),
                table.readAll("holidays",
                        texts -> texts.stream().map(Holiday::parse).toList()),
                announcement(table, "greeting"), announcement(table, "greeting-closed"),
                announcement(table, "greeting-holiday"), table.text("company", ""), menu,
                table.text("operator", ""),
                new Attendant.Scope(table.truth("dial-extensions", false),
                        table.truth("directory", false), table.text("domain", ""),
                        table.text("group", "")));
        table.done();
        return attendant;
    }

    private Announcement announcement(ConfigurationTable table, String key) {
        String words = table.text(key, "");
        String sound = table.text(key + "-file", "");
        if (!words.isEmpty() && !sound.isEmpty()) {
            throw table.wrong(key, "words and a file cannot both be said");
        }
        return !words.isEmpty()
                ? new Announcement.Words(words)
                : sound.isEmpty()
                        ? new Announcement.Nothing()
                        : new Announcement.SoundFile(folder.resolve(sound));
    }

    private Attendant.Row row(ConfigurationTable table) {
        String key = table.text("key");
        if (!key.matches("[1-9]")) {
            throw table.wrong("key", "it is one of 1 to 9; 0 is the operator's");
        }
        List<Attendant.Target> targets = new ArrayList<>();
        if (table.has("call")) {
            targets.add(new Attendant.Target.Number(table.text("call")));
        }
        if (table.has("voice-mail")) {
            targets.add(new Attendant.Target.VoiceMail(table.text("voice-mail")));
        }
        if (table.has("attendant")) {
            targets.add(new Attendant.Target.Other(table.text("attendant")));
        }
        if (table.has("tell") || table.has("tell-file")) {
            targets.add(new Attendant.Target.Told(announcement(table, "tell")));
        }
        if (targets.size() != 1) {
            throw table.wrong("key", "exactly one of call, voice-mail, attendant and tell"
                    + " says where it leads");
        }
        Attendant.When when = switch (table.text("when", "always")) {
            case "always" -> Attendant.When.ALWAYS;
            case "open" -> Attendant.When.OPEN;
            case "closed" -> Attendant.When.CLOSED;
            default -> throw table.wrong("when", "it is open, closed or always");
        };
        Attendant.Row row = new Attendant.Row(key, table.text("say"), targets.getFirst(), when);
        table.done();
        return row;
    }
}
