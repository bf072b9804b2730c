package org.rialto.transport;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.Limit;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.Resolution;
import org.rialto.directory.SmtpAddress;
import org.rialto.mapi.MailError;
import org.rialto.transport.Recipient.Notify;
import org.rialto.transport.Recipient.OriginalRecipient;
import org.rialto.transport.Routed.Target;

/// Finds out who the recipients are: aliases and tags resolved, groups expanded, contacts led
/// outward, each mailbox and each address outside once. RFC 5321 §3.9, RFC 3461 §5.2.7.
final class Categorizer {
    /// Contacts that lead to contacts that lead to …
    private static final int REDIRECTIONS = 10;
    private static final EnhancedStatus EXPANSION_PROBLEM = new EnhancedStatus(5, 2, 4);
    private static final Set<String> ALWAYS_DELIVERABLE = Set.of("postmaster", "abuse",
            "mailer-daemon");
    private final Directory directory;
    private final @Nullable SmtpAddress postmaster;

    /// @param postmaster who reads mail to postmaster@ and abuse@ when no object has that address;
    ///                   null is the first administrator
    Categorizer(Directory directory, @Nullable SmtpAddress postmaster) {
        this.directory = directory;
        this.postmaster = postmaster;
    }

    /// Who an address is; postmaster and abuse are always somebody when anybody is.
    Resolution resolve(SmtpAddress address) {
        Resolution resolution = directory.resolve(address);
        if (resolution instanceof Resolution.Unknown
                && ALWAYS_DELIVERABLE.contains(address.localPart().toLowerCase(Locale.ROOT))) {
            DirectoryObject reader = postmaster();
            return reader == null ? resolution : new Resolution.Found(reader, "");
        }
        return resolution;
    }

    private @Nullable DirectoryObject postmaster() {
        if (postmaster != null && directory
                .resolve(
                        postmaster) instanceof Resolution.Found(DirectoryObject object, String _)) {
            return object;
        }
        DirectoryObject[] first = new DirectoryObject[1];
        directory.forEach(Set.of(ObjectKind.USER), user -> {
            if (first[0] == null && user.entry().is(Flag.ADMINISTRATOR)) {
                first[0] = user;
            }
        });
        return first[0];
    }

    /// The directory object of the authenticated sender; null is somebody outside.
    @Nullable
    DirectoryObject author(Envelope envelope) {
        SmtpAddress address = envelope.authenticated();
        return address != null
                && directory.resolve(
                        address) instanceof Resolution.Found(DirectoryObject object, String _)
                                ? object
                                : null;
    }

    /// All recipients of an envelope. A group without members is nobody, which is no failure.
    ///
    /// @param sizeBytes of the message
    List<Routed> categorize(Envelope envelope, long sizeBytes) {
        Walk walk = new Walk(author(envelope), sizeBytes);
        for (Recipient recipient : envelope.recipients()) {
            walk.add(recipient, recipient.address(), REDIRECTIONS);
        }
        return walk.routed();
    }

    /// Why the object does not take this message; null when it does.
    Target.@Nullable Nowhere refusal(@Nullable DirectoryObject author, DirectoryObject object,
            long sizeBytes) {
        return switch (object) {
            case DirectoryObject.MailboxOwner owner -> {
                long limit = directory.limits(owner).getOrDefault(Limit.MESSAGE_BYTES,
                        Limit.UNLIMITED);
                yield limit == Limit.UNLIMITED || sizeBytes <= limit
                        ? null
                        : new Target.Nowhere(EnhancedStatus.MESSAGE_TOO_BIG,
                                "the message has " + sizeBytes + " bytes, the mailbox takes at"
                                        + " most " + limit);
            }
            case DirectoryObject.Group group -> directory.maySend(author, group)
                    ? null
                    : new Target.Nowhere(EnhancedStatus.NOT_AUTHORIZED,
                            "this sender may not write to this group");
            case DirectoryObject.Contact _,DirectoryObject.PublicFolder _ -> null;
        };
    }

    /// One message's way through its recipients.
    private final class Walk {
        private final @Nullable DirectoryObject author;
        private final long sizeBytes;
        private final Set<Long> groups = new HashSet<>();
        /// By what must not come twice.
        private final Map<Object, Routed> found = new LinkedHashMap<>();

        Walk(@Nullable DirectoryObject author, long sizeBytes) {
            this.author = author;
            this.sizeBytes = sizeBytes;
        }

        List<Routed> routed() { return new ArrayList<>(found.values()); }

        void add(Recipient recipient, SmtpAddress address, int redirections) {
            switch (resolve(address)) {
                case Resolution.Found(DirectoryObject object, String _) -> add(recipient, object,
                        redirections);
                case Resolution.Unknown() -> nowhere(recipient, EnhancedStatus.BAD_MAILBOX,
                        "there is nobody of the address " + address + " here");
                case Resolution.Elsewhere() -> {
                    Recipient there = readdressed(recipient, address);
                    put(address.key(), there, new Target.Elsewhere(
                            SmtpAddress.domainKey(address.domain())));
                }
            }
        }

        private void add(Recipient recipient, DirectoryObject object, int redirections) {
            Target.Nowhere refusal = refusal(author, object, sizeBytes);
            if (refusal != null) {
                nowhere(recipient, refusal.status(), refusal.reason());
                return;
            }
            switch (object) {
                case DirectoryObject.MailboxOwner owner -> put(owner.mailboxGuid(), recipient,
                        new Target.Mailbox(owner.mailboxGuid()));
                case DirectoryObject.PublicFolder folder -> put(folder.path(), recipient,
                        new Target.PublicFolder(folder.path()));
                case DirectoryObject.Group group -> expand(recipient, group, redirections);
                case DirectoryObject.Contact contact -> redirect(recipient, contact,
                        redirections);
            }
        }

        private void redirect(Recipient recipient, DirectoryObject.Contact contact,
                int redirections) {
            if (redirections == 0) {
                nowhere(recipient, EnhancedStatus.LOOP,
                        "the contact " + contact.entry().qualifiedName() + " leads in a circle");
                return;
            }
            if (directory.resolve(
                    contact.address()) instanceof Resolution.Found(DirectoryObject there, String _)
                    && there.id() == contact.id()) {
                // A contact is found by the address outside too: that is where it goes.
                put(contact.address().key(), readdressed(recipient, contact.address()),
                        new Target.Elsewhere(SmtpAddress.domainKey(contact.address().domain())));
                return;
            }
            add(recipient, contact.address(), redirections - 1);
        }

        private void expand(Recipient recipient, DirectoryObject.Group group, int redirections) {
            if (!groups.add(group.id())) {
                return;
            }
            List<DirectoryObject> members;
            try {
                members = directory.members(group);
            } catch (MailError.TooLarge e) {
                nowhere(recipient, EXPANSION_PROBLEM, String.valueOf(e.getMessage()));
                return;
            }
            if (recipient.wantsSuccess()) {
                put(group, recipient, new Target.Expanded());
            }
            for (DirectoryObject member : members) {
                Recipient one = new Recipient(member.address(), withoutSuccess(recipient),
                        original(recipient));
                add(one, member, redirections);
            }
        }

        private void nowhere(Recipient recipient, EnhancedStatus status, String reason) {
            put("nowhere " + recipient.address().key(), recipient,
                    new Target.Nowhere(status, reason));
        }

        private void put(Object key, Recipient recipient, Target target) {
            found.putIfAbsent(key, new Routed(recipient, target));
        }
    }

    /// RFC 3461 §5.2.7.3: who wanted to hear of success hears of the expansion instead.
    private static Set<Notify> withoutSuccess(Recipient recipient) {
        if (!recipient.wantsSuccess()) {
            return recipient.notifyOn();
        }
        Set<Notify> rest = EnumSet.copyOf(recipient.notifyOn());
        rest.remove(Notify.SUCCESS);
        return rest.isEmpty() ? Set.of(Notify.NEVER) : rest;
    }

    private static Recipient readdressed(Recipient recipient, SmtpAddress address) {
        return address.key().equals(recipient.address().key())
                ? recipient
                : new Recipient(address, recipient.notifyOn(), original(recipient));
    }

    /// The address that the sender knows, once the one we send to is another.
    private static OriginalRecipient original(Recipient recipient) {
        OriginalRecipient original = recipient.originalRecipient();
        if (original != null) {
            return original;
        }
        String address = recipient.address().toString();
        boolean ascii = address.chars().allMatch(c -> c < 0x80);
        return new OriginalRecipient(ascii ? "rfc822" : "utf-8", address);
    }
}
