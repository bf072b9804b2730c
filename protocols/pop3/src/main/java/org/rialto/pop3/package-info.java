@org.jspecify.annotations.NullMarked
package org.rialto.pop3;
