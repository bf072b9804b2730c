package org.rialto.protocols.rops.wire.attachment;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.6, those on attachments.
public sealed interface AttachmentRequest extends RopRequest
        permits
        RopCreateAttachment.Request,
        RopDeleteAttachment.Request,
        RopGetAttachmentTable.Request,
        RopGetValidAttachments.Request,
        RopOpenAttachment.Request,
        RopOpenEmbeddedMessage.Request,
        RopSaveChangesAttachment.Request {}
