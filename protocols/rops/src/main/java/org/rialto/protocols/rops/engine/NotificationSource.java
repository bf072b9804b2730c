package org.rialto.protocols.rops.engine;

import java.util.List;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.notification.NotificationData;

/// An open object that its client is told events of: a subscription, or a table. It says that it
/// has something ([NotificationQueue#signal]) and is asked what only when the client listens, so
/// that what happens meanwhile is read and told once.
interface NotificationSource {
    LogonObject logon();

    /// What happened since it was last asked. On the session's thread.
    ///
    /// @param format how 8-bit text is written for the client
    List<NotificationData> take(ValueFormat format);
}
