/// Automatic attendants, and what callers hear of a user who made rules for them.
@NullMarked
package org.rialto.protocols.um.attendant;

import org.jspecify.annotations.NullMarked;
