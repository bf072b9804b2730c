package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.formats.rtf.BestBody;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
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

/// Properties of whatever object has some ([PropertyOwner]); copying is with [PropertyCopies], the
/// names of named properties with [PropertyNames]. MS-OXCPRPT §3.2.5.1 to §3.2.5.10 and §3.2.5.20.
final class PropertyHandler implements FamilyHandler<PropertyRequest> {
    /// What an answer has at most for its values: longer ones are opened as streams.
    private static final int MOST_BYTES = ExtendedBuffer.LARGEST_PAYLOAD_BYTES - 0x400;
    private static final int OVERHEAD_BYTES = 16;

    @Override
    public RopResponse handle(PropertyRequest request, Call call) {
        return switch (request) {
            case RopGetPropertiesSpecific.Request r -> specific(r, call);
            case RopGetPropertiesAll.Request r -> all(r, call);
            case RopGetPropertiesList.Request r -> new RopGetPropertiesList.Response(
                    r.inputHandleIndex(), owner(call).tags());
            case RopSetProperties.Request r -> new RopSetProperties.Response(r.inputHandleIndex(),
                    owner(call).set(r.propertyValues()));
            case RopSetPropertiesNoReplicate.Request r -> new RopSetPropertiesNoReplicate.Response(
                    r.inputHandleIndex(),
                    owner(call).set(r.propertyValues()));
            case RopDeleteProperties.Request r -> new RopDeleteProperties.Response(
                    r.inputHandleIndex(),
                    owner(call).delete(r.propertyTags()));
            case RopDeletePropertiesNoReplicate.Request r ->
                new RopDeletePropertiesNoReplicate.Response(r.inputHandleIndex(),
                        owner(call).delete(r.propertyTags()));
            case RopQueryNamedProperties.Request r -> named(r, call);
            case RopCopyProperties.Request r -> PropertyCopies.copyProperties(r, call);
            case RopCopyTo.Request r -> PropertyCopies.copyTo(r, call);
            case RopGetPropertyIdsFromNames.Request r -> PropertyNames.ids(r, call);
            case RopGetNamesFromPropertyIds.Request r -> PropertyNames.names(r, call);
            // No operation is answered before it is done, so none is in progress.
            case RopProgress.Request r -> r.failure(ErrorCodes.NotSupported);
        };
    }

    private static PropertyOwner owner(Call call) {
        ServerObject object = call.input();
        return object instanceof LogonObject logon
                ? new LogonProperties(logon, call.server())
                : owner(object);
    }

    static PropertyOwner owner(ServerObject object) {
        PropertyOwner owner = object.properties();
        if (owner == null) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return owner;
    }

    private static PropertyCell cell(PropertyOwner.Values object, PropertyTag asked,
            boolean wantUnicode) {
        boolean untyped = asked.typeCode() == PropertyType.UNSPECIFIED.code();
        if (!asked.hasKnownType()) {
            return PropertyCell.NOT_FOUND;
        }
        if (object.largeSize(asked) > MOST_BYTES) {
            return PropertyCell.failed(ErrorCodes.OutOfMemory);
        }
        PropertyValue value;
        try {
            value = object.property(asked);
        } catch (MailError.TooLarge e) {
            return PropertyCell.failed(ErrorCodes.OutOfMemory);
        }
        if (value == null) {
            return PropertyCell.NOT_FOUND;
        }
        if (value.type() == PropertyType.OBJECT
                || RowEncoder.sizeBytes(value.value()) > MOST_BYTES) {
            return PropertyCell.failed(ErrorCodes.OutOfMemory);
        }
        PropertyType type = untyped ? typed(value.type(), wantUnicode) : asked.type();
        return type.accepts(value.value())
                ? new PropertyCell.Value(type, value.value())
                : PropertyCell.NOT_FOUND;
    }

    private static PropertyType typed(PropertyType type, boolean wantUnicode) {
        if (wantUnicode || !type.isText()) {
            return type;
        }
        return type.isMultiple() ? PropertyType.MULTIPLE_STRING8 : PropertyType.STRING8;
    }

    private static ValueFormat format(PropertyOwner object, Call call) {
        ValueFormat format = object.format();
        return format == null ? call.format() : format;
    }

    /// §3.2.5.1. PropertySizeLimit is not looked at, as it should not be. What would never fit gives up its longest values; what does not fit this time is
    /// asked for again.
    private static RopResponse specific(RopGetPropertiesSpecific.Request request, Call call) {
        PropertyOwner object = owner(call);
        ValueFormat format = format(object, call);
        List<PropertyTag> tags = request.propertyTags();
        List<PropertyCell> cells = new ArrayList<>(tags.size());
        PropertyOwner.Values values = object.values();
        tags.forEach(tag -> cells.add(cell(values, tag, request.wantUnicode())));
        fitNativeBody(tags, cells);
        byte[] row = RowEncoder.bytes(new PropertyRow(cells), tags, format);
        if (row.length > MOST_BYTES) {
            Shortening.fit(cells, i -> bytes(tags.get(i), cells.get(i), format), MOST_BYTES - 1);
            row = RowEncoder.bytes(new PropertyRow(cells), tags, format);
        }
        if (row.length + OVERHEAD_BYTES > call.room()) {
            throw new BufferTooSmall(row.length + OVERHEAD_BYTES);
        }
        return new RopGetPropertiesSpecific.Response(request.inputHandleIndex(),
                Binary.wrap(row));
    }

    /// PidTagNativeBody says which of the bodies that are asked for is the best. MS-OXBBODY §2.1.3.1.
    private static void fitNativeBody(List<PropertyTag> tags, List<PropertyCell> cells) {
        for (int i = 0; i < tags.size(); i++) {
            if (tags.get(i).id() == PropertyTags.PidTagNativeBody.id()
                    && cells.get(i) instanceof PropertyCell.Value(PropertyType type, Integer code)
                    && BestBody.ofCode(code) instanceof BestBody stored) {
                cells.set(i, new PropertyCell.Value(type,
                        stored.among(asks(tags, PropertyTags.PidTagBody),
                                asks(tags, PropertyTags.PidTagRtfCompressed),
                                asks(tags, PropertyTags.PidTagHtml)).code()));
            }
        }
    }

    private static boolean asks(List<PropertyTag> tags, PropertyTag body) {
        return tags.stream().anyMatch(tag -> tag.id() == body.id());
    }

    /// Of a row in which some values are missing.
    private static int bytes(PropertyTag tag, PropertyCell cell, ValueFormat format) {
        int flagged = cell instanceof PropertyCell.Value ? 1 : 0;
        return RowEncoder.bytes(new PropertyRow(List.of(cell)), List.of(tag), format).length - 1
                + flagged;
    }

    /// §3.2.5.2.
    private static RopResponse all(RopGetPropertiesAll.Request request, Call call) {
        PropertyOwner object = owner(call);
        ValueFormat format = format(object, call);
        List<PropertyTag> tags = object.tags();
        List<PropertyCell> cells = new ArrayList<>(tags.size());
        PropertyOwner.Values now = object.values();
        tags.forEach(tag -> cells.add(cell(now, tag, true)));
        List<PropertyValue> values = values(tags, cells, request.wantUnicode());
        int size = size(values, format);
        if (size > MOST_BYTES) {
            int none = size(List.of(), format);
            Shortening.fit(cells, i -> size(values(List.of(tags.get(i)), List.of(cells.get(i)),
                    request.wantUnicode()), format) - none, MOST_BYTES - none);
            values = values(tags, cells, request.wantUnicode());
            size = size(values, format);
        }
        if (size + OVERHEAD_BYTES > call.room()) {
            throw new BufferTooSmall(size + OVERHEAD_BYTES);
        }
        return new RopGetPropertiesAll.Response(request.inputHandleIndex(), values);
    }

    private static List<PropertyValue> values(List<PropertyTag> tags, List<PropertyCell> cells,
            boolean wantUnicode) {
        List<PropertyValue> values = new ArrayList<>(tags.size());
        for (int i = 0; i < tags.size(); i++) {
            PropertyTag tag = tags.get(i);
            switch (cells.get(i)) {
                case PropertyCell.Value value -> values.add(new PropertyValue(
                        tag.withType(typed(value.type(), wantUnicode)), value.value()));
                case PropertyCell.Failed failed when !failed.error()
                        .equals(ErrorCodes.NotFound) ->
                    values.add(new PropertyValue(tag.withType(PropertyType.ERROR_CODE),
                            failed.error()));
                case PropertyCell.Failed _,PropertyCell.Absent _ -> {
                }
            }
        }
        return values;
    }

    private static int size(List<PropertyValue> values, ValueFormat format) {
        ByteWriter out = new ByteWriter(1024);
        new RopGetPropertiesAll.Response(0, values).write(out, format);
        return out.length();
    }

    /// §3.2.5.6: of the names that the object has properties of; of a logon, all.
    private static RopResponse named(RopQueryNamedProperties.Request request, Call call) {
        ServerObject object = call.input();
        @Nullable
        List<PropertyTag> tags = object instanceof LogonObject
                ? null
                : owner(object).tags();
        Map<Integer, PropertyName> all = object.logon().mailbox()
                .read(snapshot -> snapshot.namedProperties());
        List<RopQueryNamedProperties.Named> found = new ArrayList<>();
        all.forEach((id, name) -> {
            boolean wanted = switch (name) {
                case PropertyName.Text _ ->
                    (request.queryFlags() & RopQueryNamedProperties.NO_STRINGS) == 0;
                case PropertyName.Number _ ->
                    (request.queryFlags() & RopQueryNamedProperties.NO_IDS) == 0;
            };
            wanted &= request.propertyGuid() == null || name.set().equals(request.propertyGuid());
            wanted &= tags == null || tags.stream().anyMatch(tag -> tag.id() == id);
            if (wanted) {
                found.add(new RopQueryNamedProperties.Named(id, name));
            }
        });
        return new RopQueryNamedProperties.Response(request.inputHandleIndex(),
                ErrorCodes.Success, found);
    }
}
