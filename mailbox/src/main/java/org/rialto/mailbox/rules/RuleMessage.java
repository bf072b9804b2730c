package org.rialto.mailbox.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.MessageFlags;

/// What the conditions of rules look at: the properties of a message under delivery, as a rule has
/// left them, and those that only its MIME tells.
final class RuleMessage {
    /// Of a body, no more is looked at.
    private static final int LONGEST_TEXT = 1 << 20;
    /// All texts that conditions look at, each as often as one does. Beyond it conditions fail.
    private static final long MOST_CHARACTERS = 512L << 20;
    private static final int TO = 1;
    private static final int CC = 2;
    private static final int MF_READ = 0x01;
    private static final int MF_HAS_ATTACHMENTS = 0x10;

    private final Incoming incoming;
    private final @Nullable Owner owner;
    private final AddressBook book;
    private final Map<PropertyTag, Optional<Object>> read = new HashMap<>();
    private long characters;

    RuleMessage(Incoming incoming, @Nullable Owner owner, AddressBook book) {
        this.incoming = incoming;
        this.owner = owner;
        this.book = book;
    }

    Incoming incoming() { return incoming; }

    /// The message as one of the places where it is put has it.
    PropertySource as(PropertyBag properties, int flags) {
        MimeProperties all = new MimeProperties(properties, incoming.structure(),
                incoming::stream);
        return new PropertySource() {
            @Override
            public @Nullable Object get(PropertyTag tag) {
                Object value = state(tag, flags);
                value = value != null ? value : properties.get(tag);
                return spent(value != null ? value : lazy(all, tag));
            }

            @Override
            public List<? extends PropertySource> subobjects(PropertyTag table) {
                if (table.id() == PropertyTags.PidTagMessageRecipients.id()) {
                    return incoming.message().content().recipients().stream()
                            .map(MimeProperties::recipient).toList();
                }
                return table.id() == PropertyTags.PidTagMessageAttachments.id()
                        ? incoming.message().content().attachments().stream()
                                .map(Attachment::properties).toList()
                        : List.of();
            }

            @Override
            public boolean isMember(Binary entryId, Binary listEntryId) {
                return book.isMember(entryId, listEntryId);
            }
        };
    }

    private @Nullable Object lazy(MimeProperties all, PropertyTag tag) {
        return read.computeIfAbsent(tag, asked -> {
            Object value = all.get(asked);
            return Optional.ofNullable(value instanceof String text
                    && text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : value);
        }).orElse(null);
    }

    private @Nullable Object spent(@Nullable Object value) {
        characters += value instanceof String text
                ? text.length()
                : value instanceof Binary bytes ? bytes.length() : 0;
        if (characters > MOST_CHARACTERS) {
            throw new MailError.TooLarge("the rules look at too much text");
        }
        return value;
    }

    private @Nullable Object state(PropertyTag tag, int flags) {
        if (tag.equals(PropertyTags.PidTagMessageFlags)) {
            return ((flags & MessageFlags.READ) != 0 ? MF_READ : 0)
                    | (hasAttachments() ? MF_HAS_ATTACHMENTS : 0);
        } else if (tag.equals(PropertyTags.PidTagRead)) {
            return (flags & MessageFlags.READ) != 0;
        } else if (tag.equals(PropertyTags.PidTagHasAttachments)) {
            return hasAttachments();
        } else if (tag.equals(PropertyTags.PidTagMessageSize)) {
            return (int) Math.min(incoming.mime().length(), Integer.MAX_VALUE);
        } else if (tag.equals(PropertyTags.PidTagMessageSizeExtended)) {
            return incoming.mime().length();
        } else if (tag.equals(PropertyTags.PidTagMessageToMe)) {
            return isFor(TO);
        } else if (tag.equals(PropertyTags.PidTagMessageCcMe)) {
            return isFor(CC);
        } else if (tag.equals(PropertyTags.PidTagMessageRecipientMe)) {
            return isFor(TO) || isFor(CC);
        }
        return null;
    }

    private boolean hasAttachments() {
        return !incoming.message().content().attachments().isEmpty();
    }

    /// Whether the owner is named, by itself, among recipients of the type.
    private boolean isFor(int type) {
        return owner != null && incoming.message().content().recipients().stream()
                .filter(row -> row.getInteger32(PropertyTags.PidTagRecipientType, TO) == type)
                .anyMatch(row -> owner
                        .is(row.getString(PropertyTags.PidTagSmtpAddress, "")));
    }
}
