@org.jspecify.annotations.NullMarked
package org.rialto.database.salvage;
