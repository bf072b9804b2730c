package org.rialto.protocols.ews.soap;

import org.jspecify.annotations.Nullable;
import org.rialto.protocols.ews.xml.SchemaViolation;

/// Ends a request. An operation that answers with a response message gives it as that message's
/// error; everything else as a SOAP fault.
public final class EwsFault extends Exception {
    private static final long serialVersionUID = 1L;
    private final ResponseCode code;
    private final transient @Nullable SchemaViolation violation;

    public EwsFault(ResponseCode code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.violation = null;
    }

    public EwsFault(SchemaViolation violation) {
        super("The request failed schema validation: " + violation.violation(), null, false,
                false);
        this.code = ResponseCode.SCHEMA_VALIDATION;
        this.violation = violation;
    }

    public ResponseCode code() { return code; }

    /// Where the request is wrong; null when it is not the schema that it violates.
    public @Nullable SchemaViolation violation() { return violation; }

    /// Never null.
    public String text() { return String.valueOf(getMessage()); }
}
