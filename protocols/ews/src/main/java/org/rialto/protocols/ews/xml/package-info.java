/// XML in and out, streaming and bounded.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.ews.xml;
