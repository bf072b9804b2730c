package org.rialto.protocols.rops.wire.message;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.6, those on messages.
public sealed interface MessageResponse extends RopResponse
        permits
        RopCreateMessage.Response,
        RopModifyRecipients.Response,
        RopOpenMessage.Response,
        RopReadRecipients.Response,
        RopReloadCachedInformation.Response,
        RopRemoveAllRecipients.Response,
        RopSaveChangesMessage.Response,
        RopSetMessageReadFlag.Response,
        RopSetMessageStatus.Response,
        RopSetReadFlags.Response {}
