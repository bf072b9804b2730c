package org.rialto.server.config;

/// Sizes in bytes as people write and read them.
public final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Sizes() {}

    /// `2 GiB`, `500 MB`, `12345`. An `IllegalArgumentException` says what was expected.
    public static long parse(String text) { return new SettingType.Size().read(text); }

    /// Rounded to three digits: `1.46 GiB`.
    public static String show(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String number = unit == 0 || value >= 100
                ? Long.toString(Math.round(value))
                : String.format(java.util.Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
        return number + " " + UNITS[unit];
    }
}
