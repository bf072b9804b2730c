package org.rialto.autodiscover;

/// Which Exchange Server's protocols these are: clients choose what they ask for by it.
final class ServerVersion {
    static final int MAJOR = 15;
    static final int MINOR = 1;
    static final int BUILD = 2507;
    static final String NAME = "Exchange2016";
    /// `ServerVersion` of MS-OXDSCLI §2.2.4.1.1.2.6.36, hexadecimal: 15.1, build 2507.
    static final String POX = "73C189CB";
    static final String CLIENT_ACCESS = MAJOR + "." + MINOR + "." + BUILD + ".0";

    private ServerVersion() {}
}
