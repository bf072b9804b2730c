package org.rialto.server.command;

import org.rialto.server.Home;
import org.rialto.server.config.Configuration;
import org.rialto.server.control.Terminal;

/// A command that does something on a stopped home before its data is opened.
interface BeforeOpening {
    /// With the home's lock held.
    void prepare(Home home, Configuration configuration, Terminal terminal) throws Exception;
}
