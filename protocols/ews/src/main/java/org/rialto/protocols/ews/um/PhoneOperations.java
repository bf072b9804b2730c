package org.rialto.protocols.ews.um;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mailbox.voice.PhoneCallInformation;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.protocols.ews.EwsCall;
import org.rialto.protocols.ews.Operation;
import org.rialto.protocols.ews.id.FoundObject;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.ExchangeVersion;
import org.rialto.protocols.ews.soap.ResponseCode;
import org.rialto.protocols.ews.soap.SoapEnvelope;
import org.rialto.protocols.ews.xml.Namespace;
import org.rialto.protocols.ews.xml.SchemaViolation;
import org.rialto.protocols.ews.xml.XmlInput;
import org.rialto.protocols.ews.xml.XmlOutput;

/// PlayOnPhone, GetPhoneCallInformation and DisconnectPhoneCall. MS-OXWUMS §3.1.4.
public final class PhoneOperations {
    public static final List<Operation<?>> ROWS = List.of(
            new Operation<>("PlayOnPhone", ExchangeVersion.EXCHANGE_2010, PlayOnPhone::read,
                    PhoneOperations::play, refusal("PlayOnPhoneResponse")),
            new Operation<>("GetPhoneCallInformation", ExchangeVersion.EXCHANGE_2010,
                    PhoneCallId::read, PhoneOperations::information,
                    refusal("GetPhoneCallInformationResponse")),
            new Operation<>("DisconnectPhoneCall", ExchangeVersion.EXCHANGE_2010,
                    PhoneCallId::read, PhoneOperations::disconnect,
                    refusal("DisconnectPhoneCallResponse")));

    private PhoneOperations() {}

    /// A request of PlayOnPhone. §3.1.4.3.
    record PlayOnPhone(String itemId, String dialString) {
        static PlayOnPhone read(XmlInput in) throws SchemaViolation, IOException {
            Fields fields = new Fields();
            in.children(fields::read);
            return new PlayOnPhone(fields.required(in, fields.itemId, "ItemId"),
                    fields.required(in, fields.dialString, "DialString"));
        }
    }

    /// A request that names a call. §3.1.4.1 and §3.1.4.2.
    record PhoneCallId(String id) {
        static PhoneCallId read(XmlInput in) throws SchemaViolation, IOException {
            Fields fields = new Fields();
            in.children(fields::read);
            return new PhoneCallId(fields.required(in, fields.callId, "PhoneCallId"));
        }
    }

    /// The elements of these requests; which of them must be there is the record's business.
    private static final class Fields {
        private @Nullable String itemId;
        private @Nullable String dialString;
        private @Nullable String callId;

        void read(XmlInput in) throws SchemaViolation, IOException {
            if (in.is(Namespace.MESSAGES, "ItemId") && itemId == null) {
                itemId = in.requiredAttribute("Id");
            } else if (in.is(Namespace.MESSAGES, "DialString") && dialString == null) {
                dialString = in.text();
            } else if (in.is(Namespace.MESSAGES, "PhoneCallId") && callId == null) {
                callId = in.requiredAttribute("Id");
            } else {
                throw in.unexpected();
            }
        }

        String required(XmlInput in, @Nullable String value, String name) throws SchemaViolation {
            if (value == null)
                throw in.violation("The required element '" + name + "' is missing.");
            return value;
        }
    }

    private static SoapEnvelope.Content play(EwsCall call, PlayOnPhone request) throws EwsFault {
        Telephone telephone = Telephone.of(call);
        FoundObject found = FoundObject.message(call.services().mailboxes(),
                call.services().directory(), call.login(), request.itemId());
        String id = telephone.play(
                new PhoneCalls.What.Message(found.session(), found.objectId()),
                request.dialString());
        return success("PlayOnPhoneResponse", out -> out.open(Namespace.MESSAGES, "PhoneCallId")
                .attribute("Id", id).close());
    }

    private static SoapEnvelope.Content information(EwsCall call, PhoneCallId request)
            throws EwsFault {
        PhoneCallInformation known = Telephone.of(call).information(request.id());
        return success("GetPhoneCallInformationResponse", out -> {
            out.open(Namespace.MESSAGES, "PhoneCallInformation");
            out.element(Namespace.TYPES, "PhoneCallState", known.state().word());
            out.element(Namespace.TYPES, "ConnectionFailureCause", known.cause().word());
            if (known.sipResponseCode() != 0) {
                out.element(Namespace.TYPES, "SIPResponseText", known.sipResponseText());
                out.element(Namespace.TYPES, "SIPResponseCode",
                        Integer.toString(known.sipResponseCode()));
            }
            out.close();
        });
    }

    private static SoapEnvelope.Content disconnect(EwsCall call, PhoneCallId request)
            throws EwsFault {
        Telephone.of(call).disconnect(request.id());
        return success("DisconnectPhoneCallResponse", _ -> {});
    }

    private static SoapEnvelope.Content success(String name, SoapEnvelope.Content rest) {
        return out -> {
            response(out, name, "Success");
            out.element(Namespace.MESSAGES, "ResponseCode", ResponseCode.NO_ERROR.word());
            rest.write(out);
            out.close();
        };
    }

    private static Operation.Refusal refusal(String name) {
        return fault -> out -> {
            response(out, name, "Error");
            out.element(Namespace.MESSAGES, "MessageText", fault.text());
            out.element(Namespace.MESSAGES, "ResponseCode", fault.code().word());
            out.element(Namespace.MESSAGES, "DescriptiveLinkKey", "0");
            out.close();
        };
    }

    private static void response(XmlOutput out, String name, String responseClass)
            throws IOException {
        out.open(Namespace.MESSAGES, name).attribute("ResponseClass", responseClass);
    }
}
