package org.rialto.imap.command;

import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.Account;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.SubscribeCommand;

/// SUBSCRIBE and UNSUBSCRIBE. RFC 9051 §6.3.7, §6.3.8. A subscription to another's mailbox, or to
/// one that is not there, is kept by name.
public final class SubscribeHandler {
    private static final int MAX_NAME = 1_000;

    private SubscribeHandler() {}

    public static Completion handle(ImapSession session, SubscribeCommand command) {
        Account account = session.account();
        String name = command.mailbox();
        FolderPlace place = account.find(name);
        if (command.subscribe() && place == null) {
            throw Refusal.no(ResponseCode.NONEXISTENT, "There is no such mailbox");
        }
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw Refusal.no(ResponseCode.CANNOT, "That cannot be a mailbox name");
        }
        account.own().mailbox().<Boolean>write(change -> {
            if (place != null && !Account.isForeign(name)) {
                change.setSubscribed(place.folderId(), command.subscribe());
            }
            if (place == null || Account.isForeign(name)) {
                change.setDanglingSubscription(name, command.subscribe());
            }
            return true;
        });
        return Completion.ok("Done");
    }
}
