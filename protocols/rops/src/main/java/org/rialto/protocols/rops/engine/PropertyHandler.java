package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.property.PropertyRequest;
import org.rialto.protocols.rops.wire.property.RopCopyProperties;
import org.rialto.protocols.rops.wire.property.RopCopyTo;
import org.rialto.protocols.rops.wire.property.RopDeleteProperties;
import org.rialto.protocols.rops.wire.property.RopDeletePropertiesNoReplicate;
import org.rialto.protocols.rops.wire.property.RopGetNamesFromPropertyIds;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesAll;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesList;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.property.RopProgress;
import org.rialto.protocols.rops.wire.property.RopQueryNamedProperties;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.property.RopSetPropertiesNoReplicate;

/// Properties of whatever object has some, and the names of named properties. MS-OXCPRPT §3.2.5.
final class PropertyHandler implements FamilyHandler<PropertyRequest> {
    /// RopId, handle index, return value, row flag.
    private static final int HEADER_BYTES = 7;

    private static final OpenObjectProperties OPEN_OBJECTS = new OpenObjectProperties();

    @Override
    public RopResponse handle(PropertyRequest request, Call call) {
        ServerObject input = call.input();
        boolean copies = request instanceof RopCopyTo.Request
                || request instanceof RopCopyProperties.Request;
        if (copies || input instanceof StoredMessage || input instanceof StoredAttachment) {
            return OPEN_OBJECTS.handle(request, call);
        }
        return switch (request) {
            case RopGetPropertiesSpecific.Request r -> specific(r, call);
            case RopGetPropertiesAll.Request r -> all(r, call);
            case RopGetPropertiesList.Request r ->
                new RopGetPropertiesList.Response(r.inputHandleIndex(), owner(call).tags());
            case RopSetProperties.Request r -> new RopSetProperties.Response(r.inputHandleIndex(),
                    owner(call).set(r.propertyValues()));
            case RopSetPropertiesNoReplicate.Request r ->
                new RopSetPropertiesNoReplicate.Response(r.inputHandleIndex(),
                        owner(call).set(r.propertyValues()));
            case RopDeleteProperties.Request r -> new RopDeleteProperties.Response(
                    r.inputHandleIndex(), owner(call).delete(r.propertyTags()));
            case RopDeletePropertiesNoReplicate.Request r ->
                new RopDeletePropertiesNoReplicate.Response(r.inputHandleIndex(),
                        owner(call).delete(r.propertyTags()));
            case RopGetPropertyIdsFromNames.Request r -> PropertyNames.ids(r, call);
            case RopGetNamesFromPropertyIds.Request r -> PropertyNames.names(r, call);
            case RopQueryNamedProperties.Request r -> query(r, call);
            case RopCopyProperties.Request _,RopCopyTo.Request _,RopProgress.Request _ ->
                throw new RopError(ErrorCodes.NotSupported);
        };
    }

    private static PropertyOwner owner(Call call) {
        PropertyOwner owner = call.input() instanceof LogonObject logon
                ? new LogonProperties(logon, call.server().directory())
                : call.input().properties();
        if (owner == null) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return owner;
    }

    /// §3.2.5.1. Values that do not fit are told as OutOfMemory, the longest first.
    private static RopResponse specific(RopGetPropertiesSpecific.Request request, Call call) {
        List<PropertyTag> tags = request.propertyTags();
        PropertySource source = owner(call).source();
        List<PropertyCell> cells = new ArrayList<>(PropertyRow.of(tags, source).cells());
        int limit = request.propertySizeLimit() == 0
                ? Integer.MAX_VALUE
                : request.propertySizeLimit();
        cells.replaceAll(cell -> RowEncoder.sizeBytes(cell) > limit ? tooLong() : cell);
        if (!request.wantUnicode()) {
            for (int i = 0; i < tags.size(); i++) {
                cells.set(i, narrowIfUntyped(tags.get(i), cells.get(i)));
            }
        }
        byte[] row = RowEncoder.bytes(new PropertyRow(cells), tags, call.format());
        while (row.length + HEADER_BYTES > call.room()) {
            Optional<PropertyCell> longest = cells.stream()
                    .max(Comparator.comparingInt(RowEncoder::sizeBytes));
            if (longest.isEmpty() || RowEncoder.sizeBytes(longest.get()) <= Long.BYTES) {
                throw new BufferTooSmall(row.length + HEADER_BYTES);
            }
            cells.set(cells.indexOf(longest.get()), tooLong());
            row = RowEncoder.bytes(new PropertyRow(cells), tags, call.format());
        }
        return new RopGetPropertiesSpecific.Response(request.inputHandleIndex(),
                Binary.wrap(row));
    }

    private static PropertyCell tooLong() { return PropertyCell.failed(ErrorCodes.OutOfMemory); }

    /// Text that was asked for without a type is 8-bit text for a client that wants that.
    private static PropertyCell narrowIfUntyped(PropertyTag tag, PropertyCell cell) {
        boolean untyped = tag.typeCode() == PropertyType.UNSPECIFIED.code();
        return untyped && cell instanceof PropertyCell.Value value
                && value.type() == PropertyType.STRING
                        ? new PropertyCell.Value(PropertyType.STRING8, value.value())
                        : cell;
    }

    /// §3.2.5.2.
    private static RopResponse all(RopGetPropertiesAll.Request request, Call call) {
        PropertyOwner owner = owner(call);
        PropertySource source = owner.source();
        List<PropertyValue> values = new ArrayList<>();
        int limit = request.propertySizeLimit() == 0
                ? Integer.MAX_VALUE
                : request.propertySizeLimit();
        int room = call.room() / 2;
        for (PropertyTag tag : owner.tags()) {
            Object value = source.get(tag);
            if (value == null) {
                continue;
            }
            int size = RowEncoder.sizeBytes(value);
            PropertyTag told = !request.wantUnicode() && tag.type() == PropertyType.STRING
                    ? tag.withType(PropertyType.STRING8)
                    : tag;
            if (size > limit || size > room) {
                values.add(PropertyValue.of(tag.withType(PropertyType.ERROR_CODE),
                        ErrorCodes.OutOfMemory));
            } else {
                values.add(PropertyValue.of(told, value));
                room -= size;
            }
        }
        return new RopGetPropertiesAll.Response(request.inputHandleIndex(), values);
    }

    /// §3.2.5.6: of the object's own properties.
    private static RopResponse query(RopQueryNamedProperties.Request request, Call call) {
        List<PropertyTag> tags = owner(call).tags();
        UUID set = request.propertyGuid();
        List<RopQueryNamedProperties.Named> found = call.logon().mailbox().read(snapshot -> {
            List<RopQueryNamedProperties.Named> named = new ArrayList<>();
            for (PropertyTag tag : tags) {
                Optional<PropertyName> name = tag.isNamed()
                        ? snapshot.namedProperty(tag.id())
                        : Optional.empty();
                if (name.isPresent() && wanted(name.get(), set, request.queryFlags())) {
                    named.add(new RopQueryNamedProperties.Named(tag.id(), name.get()));
                }
            }
            return named;
        });
        return new RopQueryNamedProperties.Response(request.inputHandleIndex(),
                ErrorCodes.Success, found);
    }

    private static boolean wanted(PropertyName name, @Nullable UUID set,
            int flags) {
        boolean kind = switch (name) {
            case PropertyName.Number _ -> (flags & RopQueryNamedProperties.NO_IDS) == 0;
            case PropertyName.Text _ -> (flags & RopQueryNamedProperties.NO_STRINGS) == 0;
        };
        return kind && (set == null || set.equals(name.set()));
    }
}
