package org.rialto.protocols.rops.wire.notification;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.14.
public sealed interface NotificationRequest extends RopRequest
        permits
        RopRegisterNotification.Request {}
