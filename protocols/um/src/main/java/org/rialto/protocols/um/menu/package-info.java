/// Conversations with subscribers: what they hear, and what their keys and words do.
@NullMarked
package org.rialto.protocols.um.menu;

import org.jspecify.annotations.NullMarked;
