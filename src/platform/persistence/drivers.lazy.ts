import type Libsql from 'libsql';
import type Mysql from 'mysql2';

/** The driver of SQLite. The first call loads it; a process uses one of both drivers. */
export const libsql = (): typeof Libsql => require('libsql') as typeof Libsql;

/** The driver of MySQL, loaded by the first call as well. */
export const mysql2 = (): typeof Mysql => require('mysql2') as typeof Mysql;
