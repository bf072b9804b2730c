package org.rialto.telephony.sip;

/// A response: status, reason phrase, headers, body. RFC 3261 section 7.2.
public final class SipResponse implements SipMessage {
    private final int status;
    private final String reason;
    private final SipHeaders headers;
    private final byte[] body;

    public SipResponse(int status, String reason, SipHeaders headers, byte[] body) {
        if (status < 100 || status > 699)
            throw new IllegalArgumentException("status " + status);
        this.status = status;
        this.reason = reason;
        this.headers = headers;
        this.body = body;
    }

    /// What section 8.2.6.2 copies from the request: Via, From, To, Call-ID, CSeq. To gets no tag
    /// here: [ServerTransaction#response] gives it one.
    public static SipResponse to(SipRequest request, int status, String reason) {
        SipHeaders headers = new SipHeaders();
        for (String name : new String[]{"Via", "From", "To", "Call-ID", "CSeq"})
            request.headers().all(name).forEach(value -> headers.add(name, value));
        if (status == SipStatus.TRYING)
            request.headers().all("Timestamp").forEach(value -> headers.add("Timestamp", value));
        return new SipResponse(status, reason, headers, SipRequest.NO_BODY);
    }

    public static SipResponse to(SipRequest request, int status) {
        return to(request, status, SipStatus.reason(status));
    }

    public int status() { return status; }

    public String reason() { return reason; }

    @Override
    public SipHeaders headers() { return headers; }

    @Override
    public byte[] body() { return body; }

    public boolean isProvisional() { return status < 200; }

    public boolean isFinal() { return status >= 200; }

    public boolean isSuccess() { return status >= 200 && status < 300; }

    @Override
    public SipResponse copy() { return new SipResponse(status, reason, headers.copy(), body); }

    /// This response with another header, for chains: `response.with("Retry-After", "5")`.
    public SipResponse with(String name, String value) {
        SipHeaders changed = headers.copy();
        changed.add(name, value);
        return new SipResponse(status, reason, changed, body);
    }

    public SipResponse withBody(String contentType, byte[] wanted) {
        SipHeaders changed = headers.copy();
        changed.set("Content-Type", contentType);
        changed.remove("Content-Length");
        return new SipResponse(status, reason, changed, wanted);
    }

    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + reason.replace('\r', ' ').replace('\n', ' ');
    }

    /// For logs.
    @Override
    public String toString() { return status + " " + reason; }
}
