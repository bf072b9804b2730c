@org.jspecify.annotations.NullMarked
package org.rialto.directory.telephone;
