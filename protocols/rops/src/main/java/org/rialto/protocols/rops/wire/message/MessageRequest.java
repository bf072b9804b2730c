package org.rialto.protocols.rops.wire.message;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.6, those on messages.
public sealed interface MessageRequest extends RopRequest
        permits
        RopCreateMessage.Request,
        RopGetMessageStatus.Request,
        RopModifyRecipients.Request,
        RopOpenMessage.Request,
        RopReadRecipients.Request,
        RopReloadCachedInformation.Request,
        RopRemoveAllRecipients.Request,
        RopSaveChangesMessage.Request,
        RopSetMessageReadFlag.Request,
        RopSetMessageStatus.Request,
        RopSetReadFlags.Request {}
