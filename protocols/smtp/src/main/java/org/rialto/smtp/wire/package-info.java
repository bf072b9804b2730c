/// What goes over the wire in SMTP: pure records and scanners, without input or output.
@org.jspecify.annotations.NullMarked
package org.rialto.smtp.wire;
