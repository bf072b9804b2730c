package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rialto.items.mail.AddressProperties;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.transport.RopAbortSubmit;
import org.rialto.protocols.rops.wire.transport.RopGetAddressTypes;
import org.rialto.protocols.rops.wire.transport.RopGetTransportFolder;
import org.rialto.protocols.rops.wire.transport.RopOptionsData;
import org.rialto.protocols.rops.wire.transport.RopSetSpooler;
import org.rialto.protocols.rops.wire.transport.RopSpoolerLockMessage;
import org.rialto.protocols.rops.wire.transport.RopSubmitMessage;
import org.rialto.protocols.rops.wire.transport.RopTransportNewMail;
import org.rialto.protocols.rops.wire.transport.RopTransportSend;
import org.rialto.protocols.rops.wire.transport.TransportRequest;
import org.rialto.store.SpecialFolder;
import org.rialto.transport.submission.Outcome;
import org.rialto.transport.submission.Refusal;
import org.rialto.transport.submission.SubmitOptions;
import org.rialto.transport.submission.Submission;

/// Sending. MS-OXOMSG §3.3.5. What sending is, is in [Submission].
final class TransportHandler implements FamilyHandler<TransportRequest> {
    private static final String PROTOCOL = "MAPI";
    private static final List<String> ADDRESS_TYPES = List.of("EX", "SMTP");
    /// MAPI_E_NOT_IN_QUEUE: it was never submitted, or is sent.
    private static final ErrorCode NOT_IN_QUEUE = new ErrorCode(0x80040601);
    /// What RopTransportSend tells of the message that was sent.
    private static final List<PropertyTag> SENT = sent();

    private static List<PropertyTag> sent() {
        List<PropertyTag> tags = new ArrayList<>(List.of(PropertyTags.PidTagClientSubmitTime,
                PropertyTags.PidTagInternetMessageId, PropertyTags.PidTagConversationIndex));
        for (AddressProperties role : List.of(AddressProperties.SENDER,
                AddressProperties.REPRESENTED)) {
            tags.addAll(List.of(role.displayName(), role.addressType(), role.emailAddress(),
                    role.entryId(), role.searchKey()));
        }
        return List.copyOf(tags);
    }

    @Override
    public RopResponse handle(TransportRequest request, Call call) {
        if (!call.logon().isPrivate()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        Submission submission = call.server().submission().get();
        if (submission == null) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return switch (request) {
            case RopSubmitMessage.Request r -> {
                submit(r, call, submission);
                yield new RopSubmitMessage.Response(r.inputHandleIndex());
            }
            case RopAbortSubmit.Request r -> {
                abort(r, call.input(LogonObject.class), submission);
                yield new RopAbortSubmit.Response(r.inputHandleIndex());
            }
            case RopGetAddressTypes.Request r -> {
                call.input(LogonObject.class);
                yield new RopGetAddressTypes.Response(r.inputHandleIndex(), ADDRESS_TYPES);
            }
            case RopSetSpooler.Request r -> {
                LogonObject logon = call.input(LogonObject.class);
                if (!logon.own()) {
                    throw new RopError(ErrorCodes.AccessDenied);
                }
                logon.becomeSpooler(() -> submission.unlockAll(logon));
                yield new RopSetSpooler.Response(r.inputHandleIndex());
            }
            case RopSpoolerLockMessage.Request r -> {
                lock(r, call.input(LogonObject.class), submission);
                yield new RopSpoolerLockMessage.Response(r.inputHandleIndex());
            }
            case RopTransportSend.Request r -> transportSend(r, call, submission);
            case RopTransportNewMail.Request r -> newMail(r, call.input(LogonObject.class));
            case RopGetTransportFolder.Request r -> new RopGetTransportFolder.Response(
                    r.inputHandleIndex(), Ids.folder(call.input(LogonObject.class)
                            .specialFolder(SpecialFolder.SPOOLER_QUEUE)));
            case RopOptionsData.Request r -> options(r, call.input(LogonObject.class));
        };
    }

    /// §2.2.5.5: what a client's own transport brought is told to all clients, as it is here.
    private static RopResponse newMail(RopTransportNewMail.Request request, LogonObject logon) {
        logon.mailbox().<Boolean>write(change -> {
            change.announceNewMail(Ids.folder(request.folderId()),
                    Ids.message(request.messageId()));
            return true;
        });
        return new RopTransportNewMail.Response(request.inputHandleIndex());
    }

    /// §3.3.5.1. What was not saved yet is saved first.
    private static void submit(RopSubmitMessage.Request request, Call call,
            Submission submission) {
        boolean spooled = (request.submitFlags() & RopSubmitMessage.NEEDS_SPOOLER) != 0;
        send(call, submission, new SubmitOptions(PROTOCOL, spooled,
                SubmitOptions.After.AS_IT_SAYS));
    }

    private static Outcome send(Call call, Submission submission, SubmitOptions options) {
        OpenMessage message = MessageHandler.message(call).message();
        if (message.isEmbedded() || message.isAssociated()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        if (!message.isWritable()) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        Outcome outcome = submission.submit(call.logon().mailboxSession(), saved(message),
                options);
        if (outcome instanceof Outcome.Refused(Refusal refusal)) {
            throw new RopError(code(refusal.reason()));
        }
        return outcome;
    }

    private static long saved(OpenMessage message) {
        var row = message.row();
        return row == null || message.isChanged() ? message.save(false, true) : row.messageId();
    }

    private static ErrorCode code(Refusal.Reason reason) {
        return switch (reason) {
            case NOT_SENDABLE -> ErrorCodes.NotSupported;
            case ALREADY_SUBMITTED -> ErrorCodes.AlreadySent;
            case NO_RECIPIENTS -> ErrorCodes.NoRecipients;
            case TOO_MANY_RECIPIENTS -> ErrorCodes.TooManyRecips;
            case TOO_LARGE -> ErrorCodes.MaxSubmissionExceeded;
            case MAY_NOT_SEND_AS -> ErrorCodes.SendAsDenied;
            case MAILBOX_FULL -> ErrorCodes.ShutoffQuotaExceeded;
            case ENOUGH_TODAY -> ErrorCodes.QuotaExceeded;
        };
    }

    /// §3.3.5.2.
    private static void abort(RopAbortSubmit.Request request, LogonObject logon,
            Submission submission) {
        long folderId = Ids.folder(request.folderId());
        long messageId = Ids.message(request.messageId());
        boolean there = logon.mailbox().read(snapshot -> !snapshot
                .messages(folderId, new long[]{messageId}, java.util.Set.of()).isEmpty());
        if (!there) {
            throw new RopError(ErrorCodes.NotFound);
        }
        switch (submission.abort(logon.mailboxSession(), messageId)) {
            case DONE -> {
            }
            case NOT_SUBMITTED -> throw new RopError(NOT_IN_QUEUE);
            case LOCKED -> throw new RopError(ErrorCodes.AbortFailed);
        }
    }

    /// §3.3.5.6: only a client that said it is a spooler.
    private static void lock(RopSpoolerLockMessage.Request request, LogonObject logon,
            Submission submission) {
        if (!logon.isSpooler()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        long id = Ids.message(request.messageId());
        boolean done = switch (request.lockState()) {
            case RopSpoolerLockMessage.LOCK -> submission.lock(logon.mailboxSession(), id, logon);
            case RopSpoolerLockMessage.UNLOCK -> submission.unlock(logon.mailboxSession(), id,
                    logon);
            case RopSpoolerLockMessage.FINISHED -> submission.finish(logon.mailboxSession(), id,
                    logon);
            default -> throw new RopError(ErrorCodes.InvalidParameter);
        };
        if (!done) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
    }

    /// §3.3.5.7: what is in the transport folder is there to be sent, and gone after that.
    private static RopResponse transportSend(RopTransportSend.Request request, Call call,
            Submission submission) {
        LogonObject logon = call.logon();
        boolean temporary = MessageHandler.message(call).message().folderId() == logon
                .specialFolder(SpecialFolder.SPOOLER_QUEUE);
        Outcome outcome = send(call, submission, new SubmitOptions(PROTOCOL, false, temporary
                ? SubmitOptions.After.DELETED
                : SubmitOptions.After.AS_IT_SAYS));
        List<PropertyValue> values = outcome instanceof Outcome.Sent(String _, PropertyBag bag)
                ? values(bag)
                : null;
        return new RopTransportSend.Response(request.inputHandleIndex(), values);
    }

    private static List<PropertyValue> values(PropertyBag bag) {
        List<PropertyValue> values = new ArrayList<>();
        for (PropertyTag tag : SENT) {
            Object value = bag.get(tag);
            if (value != null) {
                values.add(PropertyValue.of(tag, value));
            }
        }
        return values;
    }

    /// §3.3.5.5: there is nothing to set for messages or recipients of the types that there are.
    private static RopResponse options(RopOptionsData.Request request, LogonObject logon) {
        if (!logon.isPrivate()
                || !ADDRESS_TYPES.contains(request.addressType().toUpperCase(Locale.ROOT))) {
            throw new RopError(ErrorCodes.NotFound);
        }
        return new RopOptionsData.Response(request.inputHandleIndex(), 1, Binary.EMPTY,
                Binary.EMPTY, "");
    }
}
