/// Text to speech, and voice commands by grammar.
@NullMarked
package org.rialto.speech;

import org.jspecify.annotations.NullMarked;
