package org.rialto.protocols.rops.wire.transport;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.7.
public sealed interface TransportRequest extends RopRequest
        permits
        RopAbortSubmit.Request,
        RopGetAddressTypes.Request,
        RopGetTransportFolder.Request,
        RopOptionsData.Request,
        RopSetSpooler.Request,
        RopSpoolerLockMessage.Request,
        RopSubmitMessage.Request,
        RopTransportNewMail.Request,
        RopTransportSend.Request {}
