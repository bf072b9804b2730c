package org.rialto.server.config;

/// One key of the configuration: its full name, type, default and what it does.
///
/// @param key with its section: `limits.connections`
/// @param fallback the value when nothing is set
/// @param explanation one or more sentences for `rialto config`
public record Setting<T>(String key, SettingType<T> type, T fallback, String explanation) {
    /// The value as TOML.
    String written(T value) { return type.write(value); }

    /// The name of the environment variable that sets it: `RIALTO_LIMITS_CONNECTIONS`.
    public String environmentVariable() {
        return "RIALTO_" + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-',
                '_');
    }
}
