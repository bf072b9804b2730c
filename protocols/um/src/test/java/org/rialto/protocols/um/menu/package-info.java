/// Conversations tested by transcripts that read like a call.
@NullMarked
package org.rialto.protocols.um.menu;

import org.jspecify.annotations.NullMarked;
