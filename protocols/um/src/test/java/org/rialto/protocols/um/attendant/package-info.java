/// Attendants and rules of call answering, by transcripts of calls.
@NullMarked
package org.rialto.protocols.um.attendant;

import org.jspecify.annotations.NullMarked;
