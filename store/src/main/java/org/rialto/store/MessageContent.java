package org.rialto.store;

import java.util.List;
import org.rialto.mapi.PropertyBag;

/// What a message is made of, without its place and state: properties, one bag a recipient
/// (PidTagRowid first), attachments.
public record MessageContent(PropertyBag properties, List<PropertyBag> recipients,
        List<Attachment> attachments) {
    public MessageContent {
        recipients = List.copyOf(recipients);
        attachments = List.copyOf(attachments);
    }
}
