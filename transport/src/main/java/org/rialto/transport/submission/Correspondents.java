package org.rialto.transport.submission;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.SmtpAddress;
import org.rialto.items.mail.AddressProperties;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.PropertySource;

/// Finds out whom the properties of a message or a recipient name: by distinguished name in the
/// directory, by Internet address, or by what an entry id holds. MS-OXOABK §2.2.3.13, §2.2.3.14.
public final class Correspondents {
    private static final int ENCAPSULATED_CHARACTERS = SmtpAddress.LOCAL_PART_LIMIT;
    private final Directory directory;

    public Correspondents(Directory directory) { this.directory = directory; }

    /// Who is in a role; empty where nothing says, or where nobody is found by what is said.
    public Optional<Correspondent> find(AddressProperties role, PropertySource bag) {
        String name = text(bag.get(role.displayName()));
        Correspondent found = find(text(bag.get(role.addressType())),
                text(bag.get(role.emailAddress())), name);
        if (found == null && bag.get(role.entryId()) instanceof Binary id) {
            found = find(id, name);
        }
        String smtp = text(bag.get(role.smtpAddress()));
        return Optional.ofNullable(found == null && smtp != null ? internet(smtp, name) : found);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    private @Nullable Correspondent find(@Nullable String type, @Nullable String address,
            @Nullable String name) {
        if (address == null || type == null) {
            return null;
        }
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "EX" -> directory.ofLegacyDN(address).map(object -> named(object, name))
                    .orElse(null);
            case "SMTP" -> internet(address, name);
            default -> null;
        };
    }

    private @Nullable Correspondent find(Binary entryId, @Nullable String name) {
        EntryId id;
        try {
            id = EntryId.decode(entryId);
        } catch (MalformedDataException noEntryId) {
            return null;
        }
        return switch (id) {
            case EntryId.AddressBook book -> find("EX", book.distinguishedName(), name);
            case EntryId.OneOff oneOff -> find(oneOff.addressType(), text(oneOff.emailAddress()),
                    name == null ? text(oneOff.displayName()) : name);
            default -> null;
        };
    }

    private @Nullable Correspondent internet(String text, @Nullable String name) {
        SmtpAddress address = SmtpAddress.parseOrNull(text);
        if (address == null) {
            return null;
        }
        Optional<DirectoryObject> object = directory.ofAddress(address);
        return new Correspondent(address,
                name != null ? name : object.map(DirectoryObject::display).orElse(text),
                object.orElse(null));
    }

    private static Correspondent named(DirectoryObject object, @Nullable String name) {
        return new Correspondent(object.address(), name == null ? object.display() : name, object);
    }

    /// An Internet address that stands for one of another kind, which nobody has here: messages to
    /// it come back. The form is Exchange's, so that who receives it can tell what it was.
    SmtpAddress encapsulated(String type, String address) {
        StringBuilder local = new StringBuilder("IMCEA")
                .append(type.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "")).append('-');
        for (byte b : address.getBytes(StandardCharsets.UTF_8)) {
            String next = b == '/'
                    ? "_"
                    : b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
                            || b == '=' || b == '-'
                                    ? String.valueOf((char) b)
                                    : String.format(Locale.ROOT, "+%02X", b);
            if (local.length() + next.length() > ENCAPSULATED_CHARACTERS) {
                break;
            }
            local.append(next);
        }
        String domain = directory.defaultDomain().map(Domain::name).orElse("invalid");
        return new SmtpAddress(local.toString(), domain);
    }
}
