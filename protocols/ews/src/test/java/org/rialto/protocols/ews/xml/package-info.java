@org.jspecify.annotations.NullMarked
package org.rialto.protocols.ews.xml;
