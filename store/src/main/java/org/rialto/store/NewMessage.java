package org.rialto.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A message to add to a folder. Blobs named in it were stored with [Blobs] before; adding the
/// message takes a reference on each.
///
/// @param associated true for a folder-associated (FAI) message
/// @param flags bits of [MessageFlags]
/// @param keywords IMAP keywords
/// @param received INTERNALDATE and PidTagMessageDeliveryTime
/// @param mime the authoritative MIME of a MIME-backed message
/// @param structure the encoded MimeStructure of `mime`
public record NewMessage(MessageContent content, boolean associated, int flags,
        Set<String> keywords, Instant received, @Nullable BlobRef mime,
        byte @Nullable [] structure) {}
