package org.rialto.imap.view;

/// What a client has enabled. RFC 9051 §6.3.1, RFC 7162 §3.1, RFC 6855.
public final class ClientFeatures {
    private boolean condstore;
    private boolean qresync;
    private boolean rev2;
    private boolean utf8;

    /// The client is told mod-sequences.
    public boolean condstore() { return condstore; }

    /// The client is told VANISHED in place of EXPUNGE.
    public boolean qresync() { return qresync; }

    /// The client speaks IMAP4rev2: no RECENT, ESEARCH in place of SEARCH.
    public boolean rev2() { return rev2; }

    /// Names and strings are UTF-8.
    public boolean utf8() { return utf8 || rev2; }

    public void enableCondstore() { condstore = true; }

    public void enableQresync() {
        qresync = true;
        condstore = true;
    }

    public void enableRev2() { rev2 = true; }

    public void enableUtf8() { utf8 = true; }
}
