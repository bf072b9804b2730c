package org.rialto.store;

import org.rialto.mapi.PropertyBag;

/// An attachment of a message. MS-OXCMSG §2.2.2.
///
/// @param number PidTagAttachNumber, unique in its message and never reused in it
public record Attachment(int number, PropertyBag properties, AttachmentData data) {}
