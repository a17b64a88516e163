import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

/** An empty database on that MySQL server, and what removes it. */
export async function scratchMysql(server: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `japm_bench_${randomBytes(6).toString('hex')}`;
  const statement = async (sql: string): Promise<void> => {
    const connection = await createConnection(server);
    await connection.query(sql);
    await connection.end();
  };
  await statement(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => statement(`DROP DATABASE IF EXISTS ${name}`) };
}
