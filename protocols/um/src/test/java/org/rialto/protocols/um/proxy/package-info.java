@NullMarked
package org.rialto.protocols.um.proxy;

import org.jspecify.annotations.NullMarked;
