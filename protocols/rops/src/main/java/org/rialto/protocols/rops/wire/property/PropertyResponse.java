package org.rialto.protocols.rops.wire.property;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.8.
public sealed interface PropertyResponse extends RopResponse
        permits
        RopCopyProperties.NullDestination,
        RopCopyProperties.Response,
        RopCopyTo.NullDestination,
        RopCopyTo.Response,
        RopDeleteProperties.Response,
        RopDeletePropertiesNoReplicate.Response,
        RopGetNamesFromPropertyIds.Response,
        RopGetPropertiesAll.Response,
        RopGetPropertiesList.Response,
        RopGetPropertiesSpecific.Response,
        RopGetPropertyIdsFromNames.Response,
        RopProgress.Response,
        RopQueryNamedProperties.Response,
        RopSetProperties.Response,
        RopSetPropertiesNoReplicate.Response {}
