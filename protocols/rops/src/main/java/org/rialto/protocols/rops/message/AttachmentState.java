package org.rialto.protocols.rops.message;

import org.rialto.mapi.PropertyBag;

/// An attachment as it was saved last into its open message.
record AttachmentState(int number, PropertyBag properties, AttachmentValue value) {}
