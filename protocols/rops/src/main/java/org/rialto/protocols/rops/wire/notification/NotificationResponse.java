package org.rialto.protocols.rops.wire.notification;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.14.
public sealed interface NotificationResponse extends RopResponse
        permits
        RopNotify.Response,
        RopPending.Response,
        RopRegisterNotification.Response {}
