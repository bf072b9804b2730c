/// Call answering: greets for somebody who did not pick up, and takes a message.
@NullMarked
package org.rialto.protocols.um.answering;

import org.jspecify.annotations.NullMarked;
