package org.rialto.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;

/// The prepared statements of one SQLite connection, least recently used first. One taken is out
/// of the cache until it is given back, so that a statement can be used while its own rows are
/// being read. (PostgreSQL's driver keeps its own.)
final class StatementCache {
    private static final int MOST = 400;
    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

    StatementCache(Connection connection) { this.connection = connection; }

    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement statement = idle.remove(sql);
        return statement != null ? statement : connection.prepareStatement(sql);
    }

    void give(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement other = idle.put(sql, statement);
        if (other != null) {
            other.close();
        }
        if (idle.size() > MOST) {
            Iterator<PreparedStatement> oldest = idle.values().iterator();
            PreparedStatement least = oldest.next();
            oldest.remove();
            least.close();
        }
    }
}
