package org.rialto.protocols.ews;

import java.io.IOException;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.ExchangeVersion;
import org.rialto.protocols.ews.soap.SoapEnvelope;
import org.rialto.protocols.ews.xml.SchemaViolation;
import org.rialto.protocols.ews.xml.XmlInput;

/// One row of an [OperationTable]: how a request is read, what carries it out, and how its refusal is
/// told.
///
/// @param name of the request's element, in the messages namespace
/// @param since the first version of the schema that has it
/// @param <R> the request as a record
public record Operation<R>(String name, ExchangeVersion since, Reader<R> reader,
        Handler<R> handler, Refusal refusal) {
    /// Reads a request. The input stands on its element.
    @FunctionalInterface
    public interface Reader<R> {
        R read(XmlInput in) throws SchemaViolation, IOException;
    }

    /// Carries a request out. What it returns writes the answer's element; nothing is written before.
    @FunctionalInterface
    public interface Handler<R> {
        SoapEnvelope.Content answer(EwsCall call, R request) throws EwsFault;
    }

    /// Writes the answer that says why not, or throws the fault on.
    @FunctionalInterface
    public interface Refusal {
        SoapEnvelope.Content of(EwsFault fault) throws EwsFault;
    }

    /// A request that was read.
    interface Ready {
        SoapEnvelope.Content answer(EwsCall call) throws EwsFault;

        SoapEnvelope.Content refusal(EwsFault fault) throws EwsFault;
    }

    Ready read(XmlInput in) throws SchemaViolation, IOException {
        R request = reader.read(in);
        return new Ready() {
            @Override
            public SoapEnvelope.Content answer(EwsCall call) throws EwsFault {
                return handler.answer(call, request);
            }

            @Override
            public SoapEnvelope.Content refusal(EwsFault fault) throws EwsFault {
                return refusal.of(fault);
            }
        };
    }
}
