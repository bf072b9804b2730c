/// The unified messaging server: answers, records, plays and places calls. MS-OCEXUM.
@NullMarked
package org.rialto.protocols.um;

import org.jspecify.annotations.NullMarked;
