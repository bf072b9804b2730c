package org.rialto.formats.mime;

import org.jspecify.annotations.Nullable;

/// One element of an address list as IMAP's ENVELOPE shows it, RFC 9051 §7.5.2: a mailbox, or the
/// mark of a group's start (`host` null, `mailbox` its name) or end (both null). All raw: one
/// character a byte, encoded words left as they are.
///
/// @param name the display name, or the comment that stood for it
/// @param route the obsolete at-domain-list
/// @param mailbox the local part without its quotes
/// @param host the domain; empty when a mailbox had none
public record ImapAddress(@Nullable String name, @Nullable String route, @Nullable String mailbox,
        @Nullable String host) {
    public static final ImapAddress GROUP_END = new ImapAddress(null, null, null, null);

    public boolean isGroupStart() { return mailbox != null && host == null; }

    public boolean isGroupEnd() { return mailbox == null; }
}
