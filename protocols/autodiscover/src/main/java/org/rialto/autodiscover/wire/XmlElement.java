package org.rialto.autodiscover.wire;

import java.util.List;
import java.util.Optional;

/// An element of a small XML document, read whole.
///
/// @param text its own text, without that of its children, stripped
public record XmlElement(String namespace, String name, String text, List<XmlElement> children) {
    public XmlElement { children = List.copyOf(children); }

    /// The first child of that name, whatever its namespace: clients disagree about it.
    public Optional<XmlElement> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    /// The text of the first child of that name; empty when there is none.
    public String textOf(String childName) {
        return child(childName).map(XmlElement::text).orElse("");
    }

    public List<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }
}
