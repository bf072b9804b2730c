@org.jspecify.annotations.NullMarked
package org.rialto.formats.rtf;
