package org.rialto.protocols.ews.um;

import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.voice.ConnectionFailureCause;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.PhoneCallInformation;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mailbox.voice.PinReset;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mailbox.voice.VoiceSettings;
import org.rialto.mapi.Binary;
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
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// The operations of the unified messaging web service: settings, PIN, calls. An answer is an element
/// `XResponse`, in it one of the same name with the result, where there is one; a refusal is a fault.
public final class LegacyOperations {
    private static final int DIAL_STRING_CHARACTERS = 256;

    public static final List<Operation<?>> ROWS = List.of(
            row("IsUMEnabled", Set.of(), LegacyOperations::isEnabled),
            row("GetUMProperties", Set.of(), LegacyOperations::properties),
            row("SetOofStatus", Set.of("status"), (call, in) -> set(call, "SetOofStatus",
                    old -> old.withOofStatus(in.truth("status")))),
            row("SetMissedCallNotificationEnabled", Set.of("status"),
                    (call, in) -> set(call, "SetMissedCallNotificationEnabled",
                            old -> old.withMissedCallNotification(in.truth("status")))),
            row("SetPlayOnPhoneDialString", Set.of("dialstring"),
                    LegacyOperations::setDialString),
            row("SetTelephoneAccessFolderEmail", Set.of("base64folderid"),
                    LegacyOperations::setFolder),
            row("ResetPIN", Set.of(), LegacyOperations::resetPin),
            row("PlayOnPhone2", Set.of("entryid", "dialstring"),
                    (call, in) -> play(call, in, "PlayOnPhone2")),
            row("PlayOnPhoneGreeting", Set.of("greetingtype", "dialstring"),
                    LegacyOperations::playGreeting),
            row("GetCallInfo", Set.of("callid"), LegacyOperations::information),
            row("Disconnect", Set.of("callid"), LegacyOperations::disconnect));

    /// What has another form at `/EWS/Exchange.asmx`.
    public static final List<Operation<?>> PLAY_ROWS = List.of(
            row("PlayOnPhone", Set.of("entryid", "dialstring"),
                    (call, in) -> play(call, in, "PlayOnPhone")));

    private LegacyOperations() {}

    /// A request: texts by the names of their elements, which clients write in capitals or not.
    record Fields(Map<String, String> values) {
        static Fields read(XmlInput in, Set<String> required) throws SchemaViolation, IOException {
            Map<String, String> values = new HashMap<>();
            in.children(child -> {
                String name = child.name().toLowerCase(Locale.ROOT);
                if (!required.contains(name)
                        || !child.namespace().equals(Namespace.MESSAGES.uri())
                        || values.containsKey(name))
                    throw child.unexpected();
                values.put(name, name.equals("status")
                        ? Boolean.toString(child.truth())
                        : child.text().strip());
            });
            for (String name : required) {
                if (!values.containsKey(name))
                    throw in.violation("The required element '" + name + "' is missing.");
            }
            return new Fields(values);
        }

        String text(String name) { return values.getOrDefault(name, ""); }

        boolean truth(String name) { return Boolean.parseBoolean(text(name)); }
    }

    private static Operation<Fields> row(String name, Set<String> required,
            Operation.Handler<Fields> handler) {
        return new Operation<>(name, ExchangeVersion.EXCHANGE_2007,
                in -> Fields.read(in, required), handler,
                fault -> {
                    throw fault;
                });
    }

    /// The outer element, and in it what `result` writes.
    private static SoapEnvelope.Content response(String operation, SoapEnvelope.Content result) {
        return out -> {
            out.openDefault(Namespace.MESSAGES, operation + "Response");
            result.write(out);
            out.close();
        };
    }

    private static SoapEnvelope.Content result(String operation, String value) {
        return response(operation, out -> out.plainElement(operation + "Response", value));
    }

    private static SoapEnvelope.Content done(String operation) {
        return response(operation, _ -> {});
    }

    // Settings.

    private static SoapEnvelope.Content isEnabled(EwsCall call, Fields request) throws EwsFault {
        return result("IsUMEnabled", Boolean.toString(TelephoneAccess.isEnabled(call.user())));
    }

    private static SoapEnvelope.Content properties(EwsCall call, Fields request)
            throws EwsFault {
        Telephone.enabled(call);
        MailboxSession session = call.ownMailbox();
        VoiceSettings settings = call.services().voiceMailboxes().open(session).settings();
        long folder = settings.telephoneAccessFolderId() != 0
                ? settings.telephoneAccessFolderId()
                : session.specialFolders().getOrDefault(SpecialFolder.INBOX, 0L);
        String entryId = Base64.getEncoder().encodeToString(
                new ObjectIds(session.mailbox().info()).folderEntryId(folder).toByteArray());
        return response("GetUMProperties", out -> {
            out.openPlain("GetUMPropertiesResponse");
            out.plainElement("OofStatus", Boolean.toString(settings.oofStatus()));
            out.plainElement("MissedCallNotificationEnabled",
                    Boolean.toString(settings.missedCallNotification()));
            out.plainElement("PlayOnPhoneDialString", settings.playOnPhoneDialString());
            out.plainElement("TelephoneAccessNumbers",
                    String.join(", ", call.services().accessNumbers()));
            out.plainElement("TelephoneAccessFolderEmail", entryId);
            out.close();
        });
    }

    private static SoapEnvelope.Content set(EwsCall call, String operation,
            UnaryOperator<VoiceSettings> work) throws EwsFault {
        Telephone.enabled(call);
        VoiceMailbox mailbox = call.services().voiceMailboxes().open(call.ownMailbox());
        mailbox.change(work);
        return done(operation);
    }

    private static SoapEnvelope.Content setDialString(EwsCall call, Fields request)
            throws EwsFault {
        String dialString = request.text("dialstring");
        if (dialString.length() > DIAL_STRING_CHARACTERS
                || dialString.chars().anyMatch(Character::isISOControl))
            throw new EwsFault(ResponseCode.INVALID_PHONE_NUMBER, "This is no telephone number.");
        return set(call, "SetPlayOnPhoneDialString",
                old -> old.withPlayOnPhoneDialString(dialString));
    }

    private static SoapEnvelope.Content setFolder(EwsCall call, Fields request) throws EwsFault {
        MailboxSession session = call.ownMailbox();
        FoundObject found = FoundObject.folder(session, binary(request.text("base64folderid")));
        // It must be one that is there and that the user may see.
        session.mailbox().read(snapshot -> snapshot.folder(found.objectId()));
        return set(call, "SetTelephoneAccessFolderEmail",
                old -> old.withTelephoneAccessFolderId(found.objectId()));
    }

    private static Binary binary(String base64) throws EwsFault {
        try {
            return Binary.wrap(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new EwsFault(ResponseCode.INVALID_ID_MALFORMED, "The id is malformed.");
        }
    }

    private static SoapEnvelope.Content resetPin(EwsCall call, Fields request) throws EwsFault {
        DirectoryObject.User user = Telephone.enabled(call);
        @Nullable
        PinReset reset = call.services().pinReset().get();
        if (reset == null)
            throw Telephone.nobodyThere();
        reset.reset(user);
        return done("ResetPIN");
    }

    // Calls.

    private static SoapEnvelope.Content play(EwsCall call, Fields request, String operation)
            throws EwsFault {
        Telephone telephone = Telephone.of(call);
        UUID own = call.login().actor().mailboxGuid();
        FoundObject found = FoundObject.message(call.services().mailboxes(), call.login(), own,
                binary(request.text("entryid")));
        return result(operation, telephone.play(
                new PhoneCalls.What.Message(found.session(), found.objectId()),
                request.text("dialstring")));
    }

    private static SoapEnvelope.Content playGreeting(EwsCall call, Fields request)
            throws EwsFault {
        Telephone telephone = Telephone.of(call);
        GreetingKind kind = switch (request.text("greetingtype")) {
            case "NormalCustom" -> GreetingKind.PERSONAL;
            case "OofCustom" -> GreetingKind.OUT_OF_OFFICE;
            default -> throw new EwsFault(ResponseCode.INVALID_REQUEST,
                    "The greeting is NormalCustom or OofCustom.");
        };
        return result("PlayOnPhoneGreeting", telephone.play(
                new PhoneCalls.What.OwnGreeting(kind), request.text("dialstring")));
    }

    private static SoapEnvelope.Content information(EwsCall call, Fields request)
            throws EwsFault {
        PhoneCallInformation known = Telephone.of(call).information(request.text("callid"));
        // This service knows None, UserBusy, NoAnswer and Other.
        ConnectionFailureCause cause = known.cause() == ConnectionFailureCause.UNAVAILABLE
                ? ConnectionFailureCause.OTHER
                : known.cause();
        return response("GetCallInfo", out -> {
            out.openPlain("GetCallInfoResponse");
            out.plainElement("CallState", known.state().word());
            out.plainElement("EventCause", cause.word());
            out.close();
        });
    }

    private static SoapEnvelope.Content disconnect(EwsCall call, Fields request)
            throws EwsFault {
        Telephone.of(call).disconnect(request.text("callid"));
        return done("Disconnect");
    }
}
