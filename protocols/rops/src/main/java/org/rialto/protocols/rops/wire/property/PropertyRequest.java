package org.rialto.protocols.rops.wire.property;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.8.
public sealed interface PropertyRequest extends RopRequest
        permits
        RopCopyProperties.Request,
        RopCopyTo.Request,
        RopDeleteProperties.Request,
        RopDeletePropertiesNoReplicate.Request,
        RopGetNamesFromPropertyIds.Request,
        RopGetPropertiesAll.Request,
        RopGetPropertiesList.Request,
        RopGetPropertiesSpecific.Request,
        RopGetPropertyIdsFromNames.Request,
        RopProgress.Request,
        RopQueryNamedProperties.Request,
        RopSetProperties.Request,
        RopSetPropertiesNoReplicate.Request {}
