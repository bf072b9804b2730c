package org.rialto.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What every directory object has.
///
/// @param id in the database; never reused
/// @param guid never changes
/// @param name unique in its domain without case: what one logs in with, or calls it by
/// @param display what people see
/// @param legacyDN enterprise distinguished name (MS-OXOABK §2.2.1.1 and MS-NSPI); never changes
/// @param address what mail to and from it carries; of a contact, the one outside
/// @param aliases further addresses that lead here
public record Entry(long id, ObjectKind kind, UUID guid, Domain domain, String name, String display,
        String legacyDN, SmtpAddress address, List<SmtpAddress> aliases,
        Map<Attribute, String> attributes, long flagBits) {
    public Entry {
        aliases = List.copyOf(aliases);
        attributes = Map.copyOf(attributes);
    }

    public boolean is(Flag flag) { return flag.in(flagBits); }

    public Optional<String> attribute(Attribute attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /// `name@domain`, which names the object in the whole organisation.
    public String qualifiedName() { return name + "@" + domain.name(); }
}
