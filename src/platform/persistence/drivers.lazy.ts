import type Libsql from 'libsql';
import type Mysql from 'mysql2';

/** The driver of SQLite. The first call loads it, because a process uses only one of the two drivers. */
export const libsql = (): typeof Libsql => require('libsql') as typeof Libsql;

/** The driver of MySQL. The first call loads it too. */
export const mysql2 = (): typeof Mysql => require('mysql2') as typeof Mysql;
