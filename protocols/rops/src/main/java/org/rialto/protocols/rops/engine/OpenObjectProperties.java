package org.rialto.protocols.rops.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.message.OpenObject;

/// The properties of an open message or attachment, with its 8-bit texts as it was opened.
record OpenObjectProperties(OpenObject object) implements PropertyOwner {
    @Override
    public Values values() {
        return new Values() {
            @Override
            public @Nullable PropertyValue property(PropertyTag asked) {
                return object.property(asked);
            }

            @Override
            public long largeSize(PropertyTag tag) { return object.largeSize(tag); }
        };
    }

    @Override
    public List<PropertyTag> tags() { return object.tags(); }

    @Override
    public List<PropertyProblem> set(List<PropertyValue> values) {
        return problems(object.set(values));
    }

    @Override
    public List<PropertyProblem> delete(List<PropertyTag> tags) {
        return problems(object.delete(tags));
    }

    private static List<PropertyProblem> problems(List<OpenObject.Problem> problems) {
        return problems.stream()
                .map(each -> new PropertyProblem(each.index(), each.tag(), each.error()))
                .toList();
    }

    @Override
    public ValueFormat format() { return ValueFormat.rop(object.charset()); }
}
