import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
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
   * BreakingVariables unless there is a reason to accept that, which then stands on the trail.
   */
  async activate(version: Version, located: LocatedPrompt, actor: Actor, reason: string | null = null): Promise<Version> {
    const active = version.activate(this.clock.now());
    if (active === version) return version;
    const broken = await this.broken(active);
    if (broken && reason === null) throw new BreakingVariables(active.state.versionTag, broken.follows, broken.variables);
    await this.versions.update(active);
    const fact = versionFact(VERSION_AUDIT.activate, actor, located, version, active);
    const override = { reason, follows: broken?.follows, variables: broken?.variables };
    this.outbox.append(broken ? { ...fact, rule: { ...VERSION_AUDIT.activate, risk: 'high' }, details: { override } } : fact);
    return active;
  }

  /** What callers lose when the version takes over from the one it follows; null when they lose nothing. */
  async broken(version: Version): Promise<Break | null> {
    const { tenantId, promptId, versionTag, variablesDeclared } = version.state;
    if (!variablesDeclared) return null;
    const follows = followedTag(versionTag, await this.versions.activeTags(tenantId, promptId));
    const before = follows === undefined ? null : await this.versions.findByTag(tenantId, promptId, follows);
    if (follows === undefined || !before) return null;
    const variables = breakingVariables(before.state, version.state);
    return variables.length === 0 ? null : { follows, variables };
  }
}
