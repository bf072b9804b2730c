@org.jspecify.annotations.NullMarked
package org.rialto.items.mail;
