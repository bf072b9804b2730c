package org.rialto.telephony.sip;

/// A request: method, Request-URI, headers, body. RFC 3261 section 7.1. Methods are
/// case-sensitive tokens.
public final class SipRequest implements SipMessage {
    public static final String ACK = "ACK";
    public static final String BYE = "BYE";
    public static final String CANCEL = "CANCEL";
    public static final String INFO = "INFO";
    public static final String INVITE = "INVITE";
    public static final String MESSAGE = "MESSAGE";
    public static final String NOTIFY = "NOTIFY";
    public static final String OPTIONS = "OPTIONS";
    public static final String PRACK = "PRACK";
    public static final String REFER = "REFER";
    public static final String REGISTER = "REGISTER";
    public static final String SUBSCRIBE = "SUBSCRIBE";
    public static final String UPDATE = "UPDATE";
    static final byte[] NO_BODY = {};

    private final String method;
    private final SipUri uri;
    private final SipHeaders headers;
    private final byte[] body;

    public SipRequest(String method, SipUri uri, SipHeaders headers, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
    }

    public SipRequest(String method, SipUri uri) { this(method, uri, new SipHeaders(), NO_BODY); }

    public String method() { return method; }

    /// The Request-URI.
    public SipUri uri() { return uri; }

    @Override
    public SipHeaders headers() { return headers; }

    @Override
    public byte[] body() { return body; }

    public boolean is(String wantedMethod) { return method.equals(wantedMethod); }

    public boolean isInvite() { return method.equals(INVITE); }

    public boolean isAck() { return method.equals(ACK); }

    /// Whether To has a tag, so that the request belongs to a dialog.
    public boolean isInDialog() { return headers.to().tag() != null; }

    @Override
    public SipRequest copy() { return new SipRequest(method, uri, headers.copy(), body); }

    /// A copy to another Request-URI.
    public SipRequest withUri(SipUri wanted) {
        return new SipRequest(method, wanted, headers.copy(), body);
    }

    /// A copy with this body and its type.
    public SipRequest withBody(String contentType, byte[] wanted) {
        SipHeaders changed = headers.copy();
        changed.set("Content-Type", contentType);
        changed.remove("Content-Length");
        return new SipRequest(method, uri, changed, wanted);
    }

    @Override
    public String startLine() { return method + " " + uri + " SIP/2.0"; }

    /// For logs: what it is, nothing personal of it.
    @Override
    public String toString() { return method + " request"; }
}
