@org.jspecify.annotations.NullMarked
package org.rialto.mapihttp;
