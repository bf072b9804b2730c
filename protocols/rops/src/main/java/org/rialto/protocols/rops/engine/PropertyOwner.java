package org.rialto.protocols.rops.engine;

import java.util.List;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;

/// An open object's properties, as the operations of MS-OXCPRPT see them.
public interface PropertyOwner {
    /// The values as of now.
    PropertySource source();

    /// The tags of all that have a value.
    List<PropertyTag> tags();

    /// Sets what can be set; answers what cannot.
    List<PropertyProblem> set(List<PropertyValue> values);

    /// Removes what can be removed; answers what cannot.
    List<PropertyProblem> delete(List<PropertyTag> tags);
}
