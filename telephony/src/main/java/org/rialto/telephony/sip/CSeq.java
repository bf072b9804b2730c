package org.rialto.telephony.sip;

/// Sequence number and method. RFC 3261 section 20.16.
public record CSeq(long number, String method) {
    /// `CSeq = 1*DIGIT LWS Method`, the number below 2^31 (section 8.1.1.5).
    public static CSeq parse(String text) {
        SipScanner in = new SipScanner(text);
        in.skipSpace();
        long number = in.number("the number", 0xffff_ffffL);
        if (number > Integer.MAX_VALUE)
            throw in.malformed("the number is not below 2^31");
        if (in.peek() != ' ' && in.peek() != '\t')
            throw in.malformed("the method is missing");
        in.skipSpace();
        String method = in.token("the method");
        in.skipSpace();
        if (!in.atEnd())
            throw in.malformed("the value goes on behind its end");
        return new CSeq(number, method);
    }

    @Override
    public String toString() { return number + " " + method; }
}
