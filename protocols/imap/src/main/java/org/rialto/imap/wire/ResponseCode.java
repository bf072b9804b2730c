package org.rialto.imap.wire;

/// What stands in brackets in a status response, without the brackets: RFC 9051 §7.1, RFC 5530,
/// RFC 4315 (UIDPLUS), RFC 7162 (CONDSTORE, QRESYNC), RFC 9208 (QUOTA). ASCII.
public record ResponseCode(String text) {
    public static final ResponseCode ALERT = new ResponseCode("ALERT");
    public static final ResponseCode ALREADYEXISTS = new ResponseCode("ALREADYEXISTS");
    public static final ResponseCode AUTHENTICATIONFAILED = new ResponseCode(
            "AUTHENTICATIONFAILED");
    public static final ResponseCode AUTHORIZATIONFAILED = new ResponseCode("AUTHORIZATIONFAILED");
    public static final ResponseCode CANNOT = new ResponseCode("CANNOT");
    public static final ResponseCode CLIENTBUG = new ResponseCode("CLIENTBUG");
    public static final ResponseCode CLOSED = new ResponseCode("CLOSED");
    public static final ResponseCode COMPRESSIONACTIVE = new ResponseCode("COMPRESSIONACTIVE");
    public static final ResponseCode CORRUPTION = new ResponseCode("CORRUPTION");
    public static final ResponseCode EXPIRED = new ResponseCode("EXPIRED");
    public static final ResponseCode EXPUNGEISSUED = new ResponseCode("EXPUNGEISSUED");
    public static final ResponseCode HASCHILDREN = new ResponseCode("HASCHILDREN");
    public static final ResponseCode INUSE = new ResponseCode("INUSE");
    public static final ResponseCode LIMIT = new ResponseCode("LIMIT");
    public static final ResponseCode NOMODSEQ = new ResponseCode("NOMODSEQ");
    public static final ResponseCode NONEXISTENT = new ResponseCode("NONEXISTENT");
    public static final ResponseCode NOPERM = new ResponseCode("NOPERM");
    public static final ResponseCode NOTSAVED = new ResponseCode("NOTSAVED");
    public static final ResponseCode OVERQUOTA = new ResponseCode("OVERQUOTA");
    public static final ResponseCode PRIVACYREQUIRED = new ResponseCode("PRIVACYREQUIRED");
    public static final ResponseCode READ_ONLY = new ResponseCode("READ-ONLY");
    public static final ResponseCode READ_WRITE = new ResponseCode("READ-WRITE");
    public static final ResponseCode SERVERBUG = new ResponseCode("SERVERBUG");
    public static final ResponseCode TOOBIG = new ResponseCode("TOOBIG");
    public static final ResponseCode TRYCREATE = new ResponseCode("TRYCREATE");
    public static final ResponseCode UIDNOTSTICKY = new ResponseCode("UIDNOTSTICKY");
    public static final ResponseCode UNAVAILABLE = new ResponseCode("UNAVAILABLE");
    public static final ResponseCode UNKNOWN_CTE = new ResponseCode("UNKNOWN-CTE");
    public static final ResponseCode USEATTR = new ResponseCode("USEATTR");

    public static ResponseCode badCharset(String supported) {
        return new ResponseCode("BADCHARSET (" + supported + ")");
    }

    /// RFC 4315 §3: where the appended messages are.
    public static ResponseCode appendUid(long uidValidity, NumberSet uids) {
        return new ResponseCode("APPENDUID " + uidValidity + " " + uids);
    }

    /// RFC 4315 §3: sources and destinations in the same order.
    public static ResponseCode copyUid(long uidValidity, String sources, String destinations) {
        return new ResponseCode("COPYUID " + uidValidity + " " + sources + " " + destinations);
    }

    /// RFC 7162 §3.1.3: the messages that changed since UNCHANGEDSINCE.
    public static ResponseCode modified(NumberSet numbers) {
        return new ResponseCode("MODIFIED " + numbers);
    }

    public static ResponseCode highestModSeq(long value) {
        return new ResponseCode("HIGHESTMODSEQ " + value);
    }
}
