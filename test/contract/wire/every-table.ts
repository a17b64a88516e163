import type { Overrides, TestingApp } from '../../http/testing-app';
import { ASSETS } from './assets';
import { CATALOGUE } from './catalog';
import { DASHBOARD } from './dashboard';
import { EXECUTIONS, withProvider } from './executions';
import { IDENTITY } from './identity';
import { MARKETPLACE } from './marketplace';
import { PROMPTS } from './prompts';
import { ALIASED_RELEASES, RELEASES } from './releases';
import { GENERATIONS, STRUCTURES, withStructure } from './structures';
import { SYSTEM_PROMPTS } from './system-prompts';
import { USAGE } from './usage';
import { tableHolds, type Row } from './table';

const TABLES = {
  identity: IDENTITY,
  catalog: CATALOGUE,
  prompts: PROMPTS,
  structures: STRUCTURES,
  assets: ASSETS,
  marketplace: MARKETPLACE,
  'system prompts': SYSTEM_PROMPTS,
  usage: USAGE,
  releases: RELEASES,
  'releases with the prefix twice': ALIASED_RELEASES,
  dashboard: DASHBOARD,
};

export const ROWS: readonly Row[] = [...Object.values(TABLES).flat(), ...EXECUTIONS, ...GENERATIONS];

/** The v1 wire contract, row by row, on one engine: each table has an application of its own. */
export function wireContractHolds(engine: string, open: (more?: Overrides) => Promise<TestingApp>): void {
  describe(`the wire contract on ${engine}`, () => {
    for (const [name, rows] of Object.entries(TABLES)) tableHolds(name, rows, open);
    tableHolds('executions', EXECUTIONS, () => withProvider(open));
    tableHolds('generations', GENERATIONS, () => withStructure(open));
  });
}
