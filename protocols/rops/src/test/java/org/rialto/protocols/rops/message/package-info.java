@org.jspecify.annotations.NullMarked
package org.rialto.protocols.rops.message;
