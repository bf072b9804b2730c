package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.notification.NotificationRequest;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;

/// Subscriptions to events. MS-OXCNOTIF §3.1.5.1. Types that there are no events of are taken
/// without effect: a table's events come by its being open (§3.1.4.3).
final class NotificationHandler implements FamilyHandler<NotificationRequest> {
    @Override
    public RopResponse handle(NotificationRequest request, Call call) {
        return switch (request) {
            case RopRegisterNotification.Request r -> register(r, call);
        };
    }

    private static RopResponse register(RopRegisterNotification.Request request, Call call) {
        call.input();
        LogonObject logon = call.logon();
        NotificationScope scope = scope(request.scope(), logon);
        call.output(request.outputHandleIndex(), new SubscriptionObject(logon, call.session(),
                request.notificationTypes(), scope));
        return new RopRegisterNotification.Response(request.outputHandleIndex());
    }

    private static NotificationScope scope(RopRegisterNotification.@Nullable Scope asked,
            LogonObject logon) {
        if (asked == null) {
            return NotificationScope.MAILBOX;
        }
        long folderId = Ids.folder(asked.folderId());
        long messageId = asked.messageId().toLong() == 0 ? 0 : Ids.message(asked.messageId());
        try {
            logon.mailbox().read(snapshot -> snapshot.folder(folderId));
        } catch (MailError.Denied e) {
            throw new RopError(ErrorCodes.NotFound);
        }
        return new NotificationScope(folderId, messageId);
    }
}
