import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createApp } from '#platform/http/app';
import { AuthenticationStrategies } from '#platform/http/authentication';
import { routesOf } from '#platform/http/tsoa/addressed-route';
import { Ids } from '#shared/ids.port';
import type { AuditRule } from '#shared/audit';
import { activityOf } from '../../src/contexts/audit/relay/domain/ocsf-activity';
import { startTestingApp, type TestingApp } from '../http/testing-app';

const FILE = resolve(__dirname, '../../ops/guides/audit-events.md');
const BEGIN = '<!-- generated: begin; UPDATE_DOCS=1 npx jest -c test/jest.config.cjs test/docs --selectProjects unit -->';
const END = '<!-- generated: end -->';

type Routes = ReturnType<typeof routesOf>;
type Entry = readonly [rule: AuditRule, routes: readonly string[]];

/** Every action once, with the routes that lead to it. */
function actionsOf(routes: Routes): Entry[] {
  const found = new Map<string, Entry>();
  for (const { method, path, operation } of routes) {
    if (!operation) continue;
    const { audit: rule } = operation;
    const [, others] = found.get(rule.action) ?? [rule, []];
    found.set(rule.action, [rule, [...others, `\`${method} ${path.replaceAll(/:(\w+)/gu, '{$1}')}\``]]);
  }
  return [...found.values()].toSorted(([a], [b]) => (a.action < b.action ? -1 : 1));
}

function row([{ action, risk }, routes]: Entry): string {
  const { className, classUid, activityName } = activityOf(action);
  return `| \`${action}\` | ${risk === 'none' ? 'low' : risk} | ${className} (${classUid}): ${activityName} | ${routes.join('<br>')} |`;
}

function catalog(routes: Routes): string {
  const actions = actionsOf(routes);
  const table = (entries: Entry[]): string =>
    ['| action | risk | OCSF class: activity | route |', '|---|---|---|---|', ...entries.map(row)].join('\n');
  return [
    BEGIN,
    '### Recorded, whatever the outcome\n',
    table(actions.filter(([{ risk }]) => risk !== 'none')),
    '\n### Recorded only when refused\n',
    table(actions.filter(([{ risk }]) => risk === 'none')),
    END,
  ].join('\n');
}

describe('the catalog of audit events', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
  }, 30_000);
  afterAll(() => app.stop());

  it('is what the routes declare', () => {
    const { container, config, attempts, logger } = app.product;
    const express = createApp({
      container,
      config: config.server,
      limits: config.limits,
      strategies: container.get(AuthenticationStrategies),
      attempts,
      ids: container.get(Ids),
      logger,
    });
    const written = readFileSync(FILE, 'utf8');
    const [before = '', rest = ''] = written.split(BEGIN);
    const fresh = `${before}${catalog(routesOf(express))}${rest.split(END)[1] ?? ''}`;
    if (process.env.UPDATE_DOCS === '1') writeFileSync(FILE, fresh);
    else expect(written).toBe(fresh);
  });
});
