package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.message.OpenAttachment;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.property.RopCopyProperties;
import org.rialto.protocols.rops.wire.property.RopCopyTo;

/// Copies properties from an object to another of its kind, with what is within. Named properties
/// keep their names in another mailbox, where their ids are others. MS-OXCPRPT §3.2.5.7, §3.2.5.8.
final class PropertyCopies {
    private static final int FLAGS = RopCopyTo.MOVE | RopCopyTo.NO_OVERWRITE;

    private PropertyCopies() {}

    static RopResponse copyProperties(RopCopyProperties.Request request, Call call) {
        ServerObject from = call.input();
        ServerObject to = call.destination(request.destHandleIndex(), ServerObject.class);
        if (to == null) {
            return request.nullDestination();
        }
        require(from, to, request.copyFlags());
        List<PropertyTag> tags = request.propertyTags();
        List<PropertyProblem> problems = new ArrayList<>(
                copy(from, to, tags, request.copyFlags()));
        subobjects(from, to, has(tags, PropertyTags.PidTagMessageRecipients),
                has(tags, PropertyTags.PidTagMessageAttachments), request.copyFlags());
        return new RopCopyProperties.Response(request.sourceHandleIndex(), problems);
    }

    static RopResponse copyTo(RopCopyTo.Request request, Call call) {
        ServerObject from = call.input();
        ServerObject to = call.destination(request.destHandleIndex(), ServerObject.class);
        if (to == null) {
            return request.nullDestination();
        }
        require(from, to, request.copyFlags());
        if (from instanceof FolderObject
                && !(from.logon().isPrivate() && to.logon().isPrivate())) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        List<PropertyTag> excluded = request.excludedTags();
        List<PropertyTag> tags = PropertyHandler.owner(from).tags().stream()
                .filter(tag -> !has(excluded, tag) && !(from instanceof FolderObject
                        && FolderProperties.isComputed(tag)))
                .toList();
        List<PropertyProblem> problems = copy(from, to, tags, request.copyFlags()).stream()
                // What is computed is no property to copy.
                .filter(each -> !each.error().equals(ErrorCodes.ComputedValue)).toList();
        if (request.wantSubObjects()) {
            subobjects(from, to, !has(excluded, PropertyTags.PidTagMessageRecipients),
                    !has(excluded, PropertyTags.PidTagMessageAttachments),
                    request.copyFlags());
            if (from instanceof FolderObject source && to instanceof FolderObject target) {
                FolderCopies.contents(source, target, excluded);
            }
        }
        return new RopCopyTo.Response(request.sourceHandleIndex(), problems);
    }

    private static boolean has(List<PropertyTag> tags, PropertyTag tag) {
        return tags.stream().anyMatch(each -> each.id() == tag.id());
    }

    private static void require(ServerObject from, ServerObject to, int flags) {
        if ((flags & ~FLAGS) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        boolean alike = from instanceof StoredMessage && to instanceof StoredMessage
                || from instanceof StoredAttachment && to instanceof StoredAttachment
                || from instanceof FolderObject && to instanceof FolderObject;
        boolean folder = from instanceof FolderObject;
        if (!alike || folder && (flags & RopCopyTo.MOVE) != 0) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        if ((flags & RopCopyTo.MOVE) != 0 && !isWritable(from)) {
            // What is moved is deleted where it was; nothing is done where it cannot be.
            throw new RopError(ErrorCodes.AccessDenied);
        }
        if (from instanceof StoredMessage source && to instanceof StoredMessage target
                && target.message().isWithin(source.message())) {
            throw new RopError(ErrorCodes.MessageCycle);
        }
    }

    private static boolean isWritable(ServerObject object) {
        return switch (object) {
            case StoredMessage message -> message.message().isWritable();
            case StoredAttachment attachment -> attachment.attachment().isWritable();
            default -> true;
        };
    }

    private static List<PropertyProblem> copy(ServerObject from, ServerObject to,
            List<PropertyTag> tags, int flags) {
        PropertyOwner source = PropertyHandler.owner(from);
        PropertyOwner.Values sourceValues = source.values();
        PropertyOwner target = PropertyHandler.owner(to);
        List<PropertyProblem> problems = new ArrayList<>();
        List<PropertyValue> found = new ArrayList<>();
        List<Integer> foundAt = new ArrayList<>();
        Set<Integer> had = new HashSet<>();
        Set<Integer> refused = new HashSet<>();
        if ((flags & RopCopyTo.NO_OVERWRITE) != 0) {
            target.tags().forEach(tag -> had.add(tag.id()));
        }
        OpenAttachment data = null;
        for (int i = 0; i < tags.size(); i++) {
            PropertyTag tag = tags.get(i);
            boolean isData = tag.id() == PropertyTags.PidTagAttachDataBinary.id()
                    && from instanceof StoredAttachment;
            if (tag.id() == PropertyTags.PidTagMessageRecipients.id()
                    || tag.id() == PropertyTags.PidTagMessageAttachments.id()) {
                continue;
            }
            if (isData && from instanceof StoredAttachment attachment) {
                data = had.contains(tag.id()) ? null : attachment.attachment();
                continue;
            }
            PropertyValue value = value(sourceValues, tag);
            if (value == null) {
                problems.add(new PropertyProblem(i, tag, ErrorCodes.NotFound));
                continue;
            }
            found.add(value);
            foundAt.add(i);
        }
        List<PropertyValue> values = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<PropertyValue> mapped = mapped(from.logon(), to.logon(), found);
        for (int i = 0; i < mapped.size(); i++) {
            if (!had.contains(mapped.get(i).id())) {
                values.add(mapped.get(i));
                places.add(foundAt.get(i));
            }
        }
        for (PropertyProblem each : target.set(values)) {
            problems.add(new PropertyProblem(places.get(each.index()),
                    tags.get(places.get(each.index())), each.error()));
            refused.add(places.get(each.index()));
        }
        places.removeIf(refused::contains);
        List<PropertyTag> copied = new ArrayList<>(places.stream().map(tags::get).toList());
        if (data != null && to instanceof StoredAttachment attachment) {
            attachment.attachment().copyData(data);
            copied.add(PropertyTags.PidTagAttachDataBinary);
        }
        if ((flags & RopCopyTo.MOVE) != 0 && from != to) {
            source.delete(copied);
        }
        return problems;
    }

    private static @Nullable PropertyValue value(PropertyOwner.Values source, PropertyTag tag) {
        try {
            return tag.hasKnownType() ? source.property(tag) : null;
        } catch (MailError.TooLarge e) {
            return null;
        }
    }

    /// With the ids that the other mailbox has for the names of named properties.
    private static List<PropertyValue> mapped(LogonObject from, LogonObject to,
            List<PropertyValue> values) {
        boolean isNamed = values.stream().anyMatch(each -> each.tag().isNamed());
        if (!isNamed || from.mailbox().info().mailboxId() == to.mailbox().info().mailboxId()) {
            return values;
        }
        Map<Integer, PropertyName> names = from.mailbox().read(snapshot -> {
            Map<Integer, PropertyName> some = new HashMap<>();
            values.stream().filter(each -> each.tag().isNamed())
                    .forEach(each -> snapshot.namedProperty(each.id())
                            .ifPresent(name -> some.put(each.id(), name)));
            return some;
        });
        NameIds ids = new NameIds(to.mailbox());
        ids.require(names.values());
        return values.stream().map(each -> {
            PropertyName name = names.get(each.id());
            return name == null
                    ? each
                    : new PropertyValue(PropertyTag.of(ids.of(name), each.tag().type()),
                            each.value());
        }).toList();
    }

    private static void subobjects(ServerObject from, ServerObject to, boolean recipients,
            boolean attachments, int flags) {
        if (!(from instanceof StoredMessage stored && to instanceof StoredMessage other)) {
            return;
        }
        OpenMessage source = stored.message();
        OpenMessage target = other.message();
        boolean overwrites = (flags & RopCopyTo.NO_OVERWRITE) == 0;
        boolean moves = (flags & RopCopyTo.MOVE) != 0;
        if (recipients && (overwrites || target.recipients().isEmpty())) {
            target.copyRecipients(source);
            if (moves) {
                source.removeAllRecipients();
            }
        }
        if (attachments && (overwrites || target.attachmentNumbers().isEmpty())) {
            target.copyAttachments(source);
            if (moves) {
                source.attachmentNumbers().forEach(source::deleteAttachment);
            }
        }
    }
}
