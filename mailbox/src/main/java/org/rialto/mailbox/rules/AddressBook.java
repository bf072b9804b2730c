package org.rialto.mailbox.rules;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Resolution;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// Who is meant where a rule names people by what clients know them by: addresses of type EX, entry
/// ids, search keys. Delivered messages have Internet addresses.
final class AddressBook {
    private static final Set<Integer> SEARCH_KEYS = Set.of(
            PropertyTags.PidTagSenderSearchKey.id(),
            PropertyTags.PidTagSentRepresentingSearchKey.id(),
            PropertyTags.PidTagSearchKey.id());
    private final Directory directory;

    AddressBook(Directory directory) { this.directory = directory; }

    long version() { return directory.version(); }

    /// A search key of an enterprise name, as that of the object's Internet address: messages here
    /// have those.
    PropertyValue internet(PropertyTag tag, PropertyValue value) {
        if (!SEARCH_KEYS.contains(tag.id()) || !(value.value() instanceof Binary key)) {
            return value;
        }
        String text = new String(key.toByteArray(), StandardCharsets.ISO_8859_1);
        int end = text.endsWith("\0") ? text.length() - 1 : text.length();
        if (!text.regionMatches(true, 0, "EX:", 0, 3)) {
            return value;
        }
        return directory.ofLegacyDN(text.substring(3, end))
                .map(object -> new PropertyValue(value.tag(), searchKey(object.address())))
                .orElse(value);
    }

    private static Binary searchKey(SmtpAddress address) {
        return Binary.wrap(("SMTP:" + address.toString().toUpperCase(Locale.ROOT) + "\0")
                .getBytes(StandardCharsets.UTF_8));
    }

    /// The address of a recipient's properties; null when it has none that mail can go to.
    @Nullable
    MailAddress address(PropertySource recipient) {
        String name = recipient.get(PropertyTags.PidTagDisplayName) instanceof String text
                ? text
                : "";
        SmtpAddress found = null;
        if (recipient.get(PropertyTags.PidTagSmtpAddress) instanceof String text) {
            found = SmtpAddress.parseOrNull(text);
        }
        String type = recipient.get(PropertyTags.PidTagAddressType) instanceof String text
                ? text
                : "";
        if (found == null
                && recipient.get(PropertyTags.PidTagEmailAddress) instanceof String text) {
            found = type.equalsIgnoreCase("EX")
                    ? ofLegacyDN(text)
                    : type.isEmpty() || type.equalsIgnoreCase("SMTP")
                            ? SmtpAddress.parseOrNull(text)
                            : null;
        }
        if (found == null && recipient.get(PropertyTags.PidTagEntryId) instanceof Binary id) {
            found = ofEntryId(id);
        }
        return found == null
                ? null
                : new MailAddress(name.equalsIgnoreCase(found.toString()) ? "" : name,
                        found.localPart(), found.domain());
    }

    private @Nullable SmtpAddress ofLegacyDN(String name) {
        return directory.ofLegacyDN(name).map(DirectoryObject::address).orElse(null);
    }

    private @Nullable SmtpAddress ofEntryId(Binary id) {
        return switch (decoded(id)) {
            case EntryId.AddressBook object -> ofLegacyDN(object.distinguishedName());
            case EntryId.OneOff one when one.addressType().equalsIgnoreCase("SMTP") ->
                SmtpAddress.parseOrNull(one.emailAddress());
            case null -> null;
            default -> null;
        };
    }

    private static @Nullable EntryId decoded(Binary id) {
        try {
            return EntryId.decode(id);
        } catch (MalformedDataException e) {
            return null;
        }
    }

    /// Whether who has the one entry id is in the list that has the other, or in a list within it.
    boolean isMember(Binary member, Binary list) {
        if (member.equals(list)) {
            return true;
        }
        SmtpAddress address = ofEntryId(member);
        Optional<DirectoryObject> group = decoded(list) instanceof EntryId.AddressBook named
                ? directory.ofLegacyDN(named.distinguishedName())
                : Optional.empty();
        return address != null && group.isPresent()
                && directory.resolve(
                        address) instanceof Resolution.Found(DirectoryObject object, String _)
                && directory.groupsOf(object).contains(group.get().guid());
    }

    Optional<DirectoryObject> object(SmtpAddress address) {
        return directory.resolve(address) instanceof Resolution.Found(DirectoryObject object, _)
                ? Optional.of(object)
                : Optional.empty();
    }
}
