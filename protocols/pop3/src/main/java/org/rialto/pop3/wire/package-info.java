/// What goes over the wire in POP3: pure records and stream filters.
@org.jspecify.annotations.NullMarked
package org.rialto.pop3.wire;
