package org.rialto.server.command;

import picocli.CommandLine.IVersionProvider;

/// What `rialto --version` says.
final class Version implements IVersionProvider {
    static final String NUMBER = "0.1.0";

    @Override
    public String[] getVersion() {
        return new String[]{"Rialto " + NUMBER + " on Java " + Runtime.version()};
    }
}
