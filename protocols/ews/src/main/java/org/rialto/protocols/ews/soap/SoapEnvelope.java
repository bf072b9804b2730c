package org.rialto.protocols.ews.soap;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.ews.xml.Namespace;
import org.rialto.protocols.ews.xml.SchemaViolation;
import org.rialto.protocols.ews.xml.XmlInput;
import org.rialto.protocols.ews.xml.XmlOutput;

/// The frame of requests and answers: SOAP 1.1 §4 and §4.4, with the fault details of
/// MS-OXWSCDATA §2.2.4 and ServerVersionInfo in the header.
public final class SoapEnvelope {
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    private SoapEnvelope() {}

    /// Reads the operation of a body.
    @FunctionalInterface
    public interface Body<T> {
        /// The input stands on the operation's element.
        T read(SoapHeaders headers, XmlInput in) throws SchemaViolation, IOException, EwsFault;
    }

    /// Reads a whole request.
    public static <T> T read(XmlInput in, Body<T> body)
            throws SchemaViolation, IOException, EwsFault {
        if (in.namespace().equals(SOAP_12))
            throw new EwsFault(ResponseCode.INVALID_REQUEST, "SOAP 1.1 is spoken here, not 1.2.");
        if (!in.is(Namespace.SOAP, "Envelope"))
            throw in.violation("The request is not a SOAP envelope.");
        Reading<T> reading = new Reading<>(body);
        in.children(reading::child);
        in.end();
        return reading.result(in);
    }

    private static final class Reading<T> {
        private final Body<T> body;
        private SoapHeaders headers = SoapHeaders.NONE;
        private boolean hasBody;
        private @Nullable T request;
        private @Nullable EwsFault fault;

        Reading(Body<T> body) { this.body = body; }

        void child(XmlInput in) throws SchemaViolation, IOException {
            if (in.is(Namespace.SOAP, "Header") && !hasBody) {
                try {
                    headers = SoapHeaders.read(in);
                } catch (EwsFault e) {
                    fault = fault == null ? e : fault;
                }
            } else if (in.is(Namespace.SOAP, "Body") && !hasBody) {
                hasBody = true;
                in.children(this::operation);
            } else if (!hasBody || in.namespace().equals(Namespace.SOAP.uri())) {
                throw in.unexpected();
            }
        }

        private void operation(XmlInput in) throws SchemaViolation, IOException {
            if (request != null)
                throw in.unexpected();
            if (fault != null)
                return;
            try {
                request = body.read(headers, in);
            } catch (EwsFault e) {
                fault = e;
            }
        }

        T result(XmlInput in) throws SchemaViolation, EwsFault {
            if (fault != null)
                throw fault;
            if (request == null)
                throw in.violation("The body has no operation.");
            return request;
        }
    }

    /// Writes what stands in the body of an answer.
    @FunctionalInterface
    public interface Content {
        void write(XmlOutput out) throws IOException;
    }

    /// Writes a whole answer.
    ///
    /// @param build of the version of Exchange that this server speaks as: four numbers
    public static void write(Writer writer, int[] build, Content content) throws IOException {
        XmlOutput out = new XmlOutput(writer);
        out.open(Namespace.SOAP, "Envelope").declare(Namespace.SOAP).declare(Namespace.MESSAGES)
                .declare(Namespace.TYPES);
        out.open(Namespace.SOAP, "Header").open(Namespace.TYPES, "ServerVersionInfo")
                .attribute("MajorVersion", Integer.toString(build[0]))
                .attribute("MinorVersion", Integer.toString(build[1]))
                .attribute("MajorBuildNumber", Integer.toString(build[2]))
                .attribute("MinorBuildNumber", Integer.toString(build[3]))
                .attribute("Version", ExchangeVersion.LATEST.word()).close().close();
        out.open(Namespace.SOAP, "Body");
        content.write(out);
        out.finish();
    }

    /// A fault: the code as an error of the service, and where a request violates the schema.
    public static void writeFault(XmlOutput out, EwsFault fault) throws IOException {
        out.open(Namespace.SOAP, "Fault");
        out.openPlain("faultcode").text(Namespace.TYPES.prefix() + ":" + fault.code().word())
                .close();
        out.openPlain("faultstring").attribute("xml:lang", "en-US").text(fault.text()).close();
        out.openPlain("detail");
        out.open(Namespace.ERRORS, "ResponseCode").declare(Namespace.ERRORS)
                .text(fault.code().word()).close();
        out.open(Namespace.ERRORS, "Message").declare(Namespace.ERRORS).text(fault.text()).close();
        SchemaViolation violation = fault.violation();
        if (violation != null) {
            out.open(Namespace.TYPES, "MessageXml")
                    .element(Namespace.TYPES, "LineNumber", Integer.toString(violation.line()))
                    .element(Namespace.TYPES, "LinePosition",
                            Integer.toString(violation.column()))
                    .element(Namespace.TYPES, "Violation", violation.violation()).close();
        }
        out.close().close();
    }
}
