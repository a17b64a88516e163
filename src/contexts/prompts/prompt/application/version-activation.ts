import type { DomainError } from '#shared/errors';
import { groupedBy } from '#shared/grouped-by';
import { TextActivation } from '../../text/application/text-activation';
import type { TaggedVersion } from '../../text/application/text-version-repository.port';
import { followedTag } from '../../text/domain/followed-tag';
import type { TextVersion } from '../../text/domain/text-version';
import { breakingVariables, type BreakingVariable } from '../domain/breaking-variables';
import { BreakingVariables } from '../domain/version-errors';

interface Break {
  /** The tag of the version whose callers lose something. */
  readonly follows: string;
  readonly variables: readonly BreakingVariable[];
}

/** Activates versions of prompts. Callers of the previous version keep its variables, unless there is a reason. */
export class VersionActivation extends TextActivation {
  protected override async obstacles(tenantId: string, becoming: readonly TextVersion[]): Promise<ReadonlyMap<string, DomainError>> {
    const broken = await this.#broken(tenantId, becoming);
    return new Map(
      becoming.flatMap((active) => {
        const found = broken.get(active.state.id);
        return found ? [[active.state.id, breaking(active, found)] as const] : [];
      }),
    );
  }

  /** Throws BreakingVariables without a reason. */
  protected override async overridden(active: TextVersion, reason: string | null): Promise<object | null> {
    const broken = (await this.#broken(active.state.tenantId, [active])).get(active.state.id);
    if (!broken) return null;
    if (reason === null) throw breaking(active, broken);
    return { reason, follows: broken.follows, variables: broken.variables };
  }

  /**
   * What callers lose when these versions replace those that they follow, by id, without versions that take nothing away. A version whose
   * author declared nothing has promised nothing.
   */
  async #broken(tenantId: string, versions: readonly TextVersion[]): Promise<ReadonlyMap<string, Break>> {
    if (versions.length === 0) return new Map();
    const promptIds = versions.map(({ state }) => state.parentId);
    const tags = groupedBy(await this.versions.activeTags(tenantId, promptIds), (each) => each.parentId);
    const following = versions.flatMap((version) => {
      const { parentId, versionTag: tag } = version.state;
      const active = (tags.get(parentId) ?? []).map((each) => each.versionTag);
      const versionTag = followedTag(tag, active);
      return versionTag === undefined ? [] : [{ parentId, versionTag, version }];
    });
    const ids = (await this.versions.tagged(tenantId, following)).map(({ id }) => id);
    const before = new Map((await this.versions.byIds(tenantId, ids)).map((each) => [keyOf(each.state), each]));
    return new Map(
      following.flatMap(({ version, ...followed }) => {
        const earlier = before.get(keyOf(followed));
        const variables = earlier?.state.variablesDeclared ? breakingVariables(earlier.contract(), version.contract()) : [];
        return variables.length === 0 ? [] : [[version.state.id, { follows: followed.versionTag, variables }] as const];
      }),
    );
  }
}

const keyOf = ({ parentId, versionTag }: TaggedVersion): string => `${parentId} ${versionTag}`;

const breaking = ({ state }: TextVersion, { follows, variables }: Break): BreakingVariables =>
  new BreakingVariables(state.versionTag, follows, variables);
