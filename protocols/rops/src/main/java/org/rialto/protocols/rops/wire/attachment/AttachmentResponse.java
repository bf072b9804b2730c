package org.rialto.protocols.rops.wire.attachment;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.6, those on attachments.
public sealed interface AttachmentResponse extends RopResponse
        permits
        RopCreateAttachment.Response,
        RopDeleteAttachment.Response,
        RopGetAttachmentTable.Response,
        RopGetValidAttachments.Response,
        RopOpenAttachment.Response,
        RopOpenEmbeddedMessage.Response,
        RopSaveChangesAttachment.Response {}
