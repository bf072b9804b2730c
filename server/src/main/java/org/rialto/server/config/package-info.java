/// The configuration file: its keys, their types and defaults, and where each value came from.
@NullMarked
package org.rialto.server.config;

import org.jspecify.annotations.NullMarked;
