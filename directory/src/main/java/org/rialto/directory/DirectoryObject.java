package org.rialto.directory;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Somebody or something that mail can be sent to. A value: reads of the directory return what was
/// at the time.
public sealed interface DirectoryObject {
    Entry entry();

    default long id() { return entry().id(); }

    default UUID guid() { return entry().guid(); }

    default String display() { return entry().display(); }

    default SmtpAddress address() { return entry().address(); }

    /// What has a mailbox here.
    sealed interface MailboxOwner extends DirectoryObject {
        UUID mailboxGuid();

        /// The policy it is under; none is the default one.
        OptionalLong policyId();
    }

    record User(Entry entry, UUID mailboxGuid, OptionalLong policyId) implements MailboxOwner {}

    /// A room or a piece of equipment: a mailbox whose calendar is booked.
    record Resource(Entry entry, UUID mailboxGuid, OptionalLong policyId) implements MailboxOwner {}

    /// @param filter of a dynamic group, whose members are whoever matches it
    record Group(Entry entry, Optional<Filter> filter) implements DirectoryObject {}

    /// Somebody outside.
    record Contact(Entry entry) implements DirectoryObject {}

    /// The address of a public folder; the folder itself is in the store.
    record PublicFolder(Entry entry, String path) implements DirectoryObject {}
}
