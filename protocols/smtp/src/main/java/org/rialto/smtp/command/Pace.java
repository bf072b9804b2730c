package org.rialto.smtp.command;

import org.rialto.base.net.Connection;
import org.rialto.smtp.SmtpLimits;

/// How fast message data must come, against clients that hold a connection with a trickle.
final class Pace {
    private Pace() {}

    static void begin(Connection connection, SmtpLimits limits) {
        connection.setTotalTimeout(limits.dataTimeoutMillis());
        connection.setMinimumRate(limits.dataBytesPerSecond(), limits.dataGraceMillis());
    }

    static void end(Connection connection) {
        connection.setMinimumRate(0, 0);
        connection.setTotalTimeout(0);
    }
}
