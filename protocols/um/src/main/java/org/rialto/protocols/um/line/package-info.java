/// What a conversation has of a call: sounds to say, keys and words to hear, recordings to take.
@NullMarked
package org.rialto.protocols.um.line;

import org.jspecify.annotations.NullMarked;
