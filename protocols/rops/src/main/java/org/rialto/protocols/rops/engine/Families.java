package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.attachment.AttachmentRequest;
import org.rialto.protocols.rops.wire.folder.FolderRequest;
import org.rialto.protocols.rops.wire.logon.LogonRequest;
import org.rialto.protocols.rops.wire.message.MessageRequest;
import org.rialto.protocols.rops.wire.notification.NotificationRequest;
import org.rialto.protocols.rops.wire.permission.PermissionRequest;
import org.rialto.protocols.rops.wire.property.PropertyRequest;
import org.rialto.protocols.rops.wire.rule.RuleRequest;
import org.rialto.protocols.rops.wire.stream.StreamRequest;
import org.rialto.protocols.rops.wire.synchronization.SynchronizationRequest;
import org.rialto.protocols.rops.wire.table.TableRequest;
import org.rialto.protocols.rops.wire.transfer.TransferRequest;
import org.rialto.protocols.rops.wire.transport.TransportRequest;

/// Which handler carries an operation out. One line for each family of MS-OXCROPS §2.2; what no
/// handler takes answers NotSupported (ecNotSupported, 0x80040102).
final class Families {
    private Families() {}

    private static final LogonHandler LOGON = new LogonHandler();
    private static final FolderHandler FOLDER = new FolderHandler();
    private static final TableHandler TABLE = new TableHandler();
    private static final MessageHandler MESSAGE = new MessageHandler();
    private static final AttachmentHandler ATTACHMENT = new AttachmentHandler();
    private static final PropertyHandler PROPERTY = new PropertyHandler();
    private static final StreamHandler STREAM = new StreamHandler();
    private static final PermissionHandler PERMISSION = new PermissionHandler();
    private static final RuleHandler RULE = new RuleHandler();
    private static final TransferHandler TRANSFER = new TransferHandler();
    private static final SynchronizationHandler SYNCHRONIZATION = new SynchronizationHandler();
    private static final NotificationHandler NOTIFICATION = new NotificationHandler();

    private static final TransportHandler TRANSPORT = new TransportHandler();

    static RopResponse handle(RopRequest request, Call call) {
        return switch (request) {
            case LogonRequest r -> LOGON.handle(r, call);
            case FolderRequest r -> FOLDER.handle(r, call);
            case TableRequest r -> TABLE.handle(r, call);
            case MessageRequest r -> MESSAGE.handle(r, call);
            case AttachmentRequest r -> ATTACHMENT.handle(r, call);
            case PropertyRequest r -> PROPERTY.handle(r, call);
            case StreamRequest r -> STREAM.handle(r, call);
            case PermissionRequest r -> PERMISSION.handle(r, call);
            case RuleRequest r -> RULE.handle(r, call);
            case TransferRequest r -> TRANSFER.handle(r, call);
            case SynchronizationRequest r -> SYNCHRONIZATION.handle(r, call);
            case NotificationRequest r -> NOTIFICATION.handle(r, call);
            case TransportRequest r -> TRANSPORT.handle(r, call);
            default -> request.failure(ErrorCodes.NotSupported);
        };
    }
}
