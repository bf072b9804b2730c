@NullMarked
package org.rialto.protocols.um.answering;

import org.jspecify.annotations.NullMarked;
