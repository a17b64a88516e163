import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { DomainError } from '#shared/errors';
import { groupedBy } from '#shared/grouped-by';
import type { Outbox } from '#shared/outbox.port';
import { breakingVariables, followedTag, type BreakingVariable } from '../domain/breaking-variables';
import type { Version } from '../domain/version';
import { VERSION_AUDIT } from '../domain/version-audit';
import { BreakingVariables } from '../domain/version-errors';
import type { LocatedPrompt } from './prompt-lookup';
import { versionFact } from './version-facts';
import type { VersionRepository } from './version-repository.port';

interface Break {
  /** Tag of the version whose callers lose something. */
  readonly follows: string;
  readonly variables: readonly BreakingVariable[];
}

/** The one way in which a draft becomes active: by itself, by a pointer's move or by a deployment. */
export class VersionActivation {
  constructor(
    private readonly versions: VersionRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * The same object when it is active already: then nothing is written or recorded. Throws VersionArchived, and
   * BreakingVariables unless there is a reason to accept that, which then stands in the audit log.
   */
  async activate(version: Version, located: LocatedPrompt, actor: Actor, reason: string | null = null): Promise<Version> {
    const active = version.activate(this.clock.now());
    if (active === version) return version;
    const broken = (await this.#broken(active.state.tenantId, [active])).get(active.state.id);
    if (broken && reason === null) throw breaking(active, broken);
    await this.versions.update(version, active);
    const fact = versionFact(VERSION_AUDIT.activate, actor, located, version, active);
    const override = { reason, follows: broken?.follows, variables: broken?.variables };
    this.outbox.append(broken ? { ...fact, rule: { ...VERSION_AUDIT.activate, risk: 'high' }, details: { override } } : fact);
    return active;
  }

  /** What {@link activate} would throw for these now, by their ids; in a fixed number of statements. */
  async refusals(tenantId: string, versions: readonly Version[]): Promise<ReadonlyMap<string, DomainError>> {
    const refusals = new Map<string, DomainError>();
    const becoming = new Map<string, Version>();
    for (const version of versions) {
      const active = this.#tried(version);
      if (active instanceof DomainError) refusals.set(version.state.id, active);
      else if (active !== version) becoming.set(version.state.id, active);
    }
    for (const [id, broken] of await this.#broken(tenantId, [...becoming.values()])) {
      const active = becoming.get(id);
      if (active) refusals.set(id, breaking(active, broken));
    }
    return refusals;
  }

  #tried(version: Version): Version | DomainError {
    try {
      return version.activate(this.clock.now());
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  /**
   * What callers lose when these take over from those that they follow, by their ids; those that take nothing away are missing.
   * A version whose author declared nothing has promised nothing.
   */
  async #broken(tenantId: string, versions: readonly Version[]): Promise<ReadonlyMap<string, Break>> {
    if (versions.length === 0) return new Map();
    const promptIds = versions.map(({ state }) => state.promptId);
    const tags = groupedBy(await this.versions.activeTags(tenantId, promptIds), (each) => each.promptId);
    const following = versions.flatMap((version) => {
      const { state } = version;
      const { promptId } = state;
      const active = (tags.get(promptId) ?? []).map((each) => each.versionTag);
      const versionTag = followedTag(state.versionTag, active);
      return versionTag === undefined ? [] : [{ promptId, versionTag, version }];
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

const keyOf = ({ promptId, versionTag }: { readonly promptId: string; readonly versionTag: string }): string => `${promptId} ${versionTag}`;

const breaking = ({ state }: Version, { follows, variables }: Break): BreakingVariables =>
  new BreakingVariables(state.versionTag, follows, variables);
