package org.rialto.imap;

import org.rialto.imap.account.Account;
import org.rialto.imap.view.SelectedFolder;

/// Where a connection stands. RFC 9051 §3:
///
/// ```
///   greeting ──► NotAuthenticated ── LOGIN, AUTHENTICATE ──► Authenticated
///                      │                                      │        ▲
///                      │                         SELECT, EXAMINE       CLOSE, UNSELECT,
///                      │                                      ▼        │ failed SELECT
///                      └────────── LOGOUT ──► LoggedOut ◄── Selected ──┘
/// ```
public sealed interface ImapState {
    record NotAuthenticated() implements ImapState {}

    record Authenticated(Account account) implements ImapState {}

    record Selected(Account account, SelectedFolder folder) implements ImapState {}

    record LoggedOut() implements ImapState {}
}
