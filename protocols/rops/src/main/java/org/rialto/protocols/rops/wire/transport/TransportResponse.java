package org.rialto.protocols.rops.wire.transport;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.7.
public sealed interface TransportResponse extends RopResponse
        permits
        RopAbortSubmit.Response,
        RopGetAddressTypes.Response,
        RopGetTransportFolder.Response,
        RopOptionsData.Response,
        RopSetSpooler.Response,
        RopSpoolerLockMessage.Response,
        RopSubmitMessage.Response,
        RopTransportNewMail.Response,
        RopTransportSend.Response {}
