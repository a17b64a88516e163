import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

export type ServiceVariable =
  'MYSQL_URL' | 'MARIADB_URL' | 'KAFKA_BROKERS' | 'JAEGER_QUERY_URL' | 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'SERVICES_SH';

/** The suite runs when every variable is there; else it is skipped loudly, and fails where CI is set. */
export function describeWithServices(title: string, variables: readonly ServiceVariable[], body: () => void): void {
  const missing = variables.filter((each) => !process.env[each]);
  if (missing.length === 0) {
    describe(title, body);
    return;
  }
  const reason = `${title}: not run, because ${missing.join(', ')} is not set`;
  process.stderr.write(`\n*** SKIPPED *** ${reason}\n`);
  if (process.env.CI === 'true') {
    it(title, () => {
      throw new Error(reason);
    });
  } else {
    describe.skip(title, body);
  }
}

/** The value of a variable that `describeWithServices` has asked for. */
export function service(variable: ServiceVariable): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set`);
  return value;
}

export interface ScratchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of a test's own on that server. */
export async function scratchDatabase(variable: 'MYSQL_URL' | 'MARIADB_URL'): Promise<ScratchDatabase> {
  const server = new URL(service(variable));
  const name = `japm_test_${randomBytes(6).toString('hex')}`;
  const statement = async (sql: string): Promise<void> => {
    const connection = await createConnection(server.href);
    await connection.query(sql);
    await connection.end();
  };
  await statement(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(server.href);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => statement(`DROP DATABASE IF EXISTS ${name}`) };
}
