import { atMost } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { PastStates } from '../../../text/adapters/persistence/past-states';
import type { AssetKey, AssetReader } from '../../application/asset-repository.port';
import { AssetTable } from './asset.table';

/** The assets as they stood at a moment. */
export class PastAssets implements AssetReader {
  constructor(
    private readonly session: PersistenceSession,
    private readonly at: Date,
  ) {}

  async withKeys(tenantId: string, promptIds: readonly string[], keys: readonly string[]): Promise<AssetKey[]> {
    if (promptIds.length === 0 || keys.length === 0) return [];
    const lookup = { tenantId, promptId: promptIds, key: keys, createdAt: atMost(this.at) };
    const present = await this.session.rows(AssetTable).pick(lookup, ['id', 'promptId', 'key', 'enabled']);
    const then = { tenantId, kind: 'asset' as const, parentId: promptIds, name: keys, beganAt: atMost(this.at) };
    const past = await new PastStates(this.session, this.at).of(then);
    const found = new Map(present.map((each) => [each.id, each]));
    for (const [id, state] of past) found.set(id, { id, promptId: state.parentId, key: state.name, enabled: state.status === 'enabled' });
    const named = new Set(keys);
    // MySQL does not tell 'a' from 'a '.
    return [...found.values()].filter((each) => named.has(each.key));
  }
}
