import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Libsql from 'libsql';
import { createApp } from '#platform/http/app';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { routesOf } from '#platform/http/tsoa/addressed-route';
import { Ids } from '#shared/ids.port';
import { verifierKeyOf } from '../../src/contexts/audit/log/domain/signed-note';
import { AUDIT_EVENT_SCHEMA } from '../../src/contexts/audit/relay/domain/audit-event.schema';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { fillEveryTable } from './fill-every-table';
import { RELEASE_LOG_KEY, RELEASE_SERVER_SECRET } from './release-secrets';

/**
 * Keeps what a release is compared with and upgraded from, in test/fixtures/releases/VERSION: a database with rows of
 * every kind, a checkpoint of its log, the OpenAPI document, and the schema and the catalog of its events. Run it on
 * the release: `npm run release:keep`.
 */
async function keepRelease(): Promise<void> {
  const root = resolve(__dirname, '../..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = join(root, 'test/fixtures/releases', version);
  mkdirSync(folder, { recursive: true });

  const app = await startTestingApp({ audit: { logKey: RELEASE_LOG_KEY }, auth: { serverSecret: RELEASE_SERVER_SECRET, register: true } });
  try {
    await fillEveryTable(app);
    const checkpoint = await app.request('get', '/api/audit/log/checkpoint', app.admin).expect(200);
    writeFileSync(join(folder, 'checkpoint'), checkpoint.text);
    copyOf(join(app.dataDir, 'japm.sqlite'), join(folder, 'japm.sqlite'));
    keepJson(folder, 'events.json', eventsOf(app));
    keepJson(folder, 'openapi.json', (await app.request('get', '/api/docs/openapi.json').expect(200)).body);
  } finally {
    await app.stop();
  }
  const { logName } = app.product.config.audit;
  writeFileSync(join(folder, 'log.vkey'), `${verifierKeyOf({ name: logName, privateKey: createPrivateKey(RELEASE_LOG_KEY) })}\n`);
  keepJson(folder, 'audit-event.schema.json', AUDIT_EVENT_SCHEMA);
}

const keepJson = (folder: string, name: string, value: unknown): void => {
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
};

/** One file, without a log beside it. */
function copyOf(source: string, target: string): void {
  rmSync(target, { force: true });
  const database = new Libsql(source);
  database.prepare('VACUUM INTO ?').run([target]);
  database.close();
}

/** Action, risk and resource type of everything that can be on the audit log. */
function eventsOf({ product: { container, config, attempts, logger } }: TestingApp): unknown {
  const strategies = container.get(AuthenticationStrategies);
  const parts = { container, config: config.server, limits: config.limits, strategies, attempts, ids: container.get(Ids), logger };
  const rules = new Map(
    routesOf(createApp(parts)).flatMap(({ operation }) => (operation ? [[operation.audit.action, operation.audit] as const] : [])),
  );
  return [...rules.values()].toSorted((a, b) => (a.action < b.action ? -1 : 1));
}

void keepRelease();
