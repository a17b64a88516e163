import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { DomainError } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import type { TextVersion } from '../domain/text-version';
import { versionFact } from './text-facts';
import type { TextParent } from './text-parent';
import type { TextVersionRepository } from './text-version-repository.port';

/** Activates drafts: by request, by a pointer's move or by a deployment. */
export class TextActivation {
  constructor(
    protected readonly versions: TextVersionRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Activates the version and returns it; the same object if it is active already, in which case nothing is written or recorded. Throws
   * TextVersionArchived, and what {@link overridden} throws. `reason`: the reason for which an obstacle is set aside; the audit log records
   * it.
   */
  async activate(version: TextVersion, parent: TextParent, actor: Actor, reason: string | null = null): Promise<TextVersion> {
    const active = version.activate(this.clock.now());
    if (active === version) return version;
    const override = await this.overridden(active, reason);
    await this.versions.update(version, active);
    const rule = parent.kind.audit.version.activate;
    const fact = versionFact(rule, actor, parent, version, active);
    this.outbox.append(override ? { ...fact, rule: { ...rule, risk: 'high' }, details: { override } } : fact);
    return active;
  }

  /** The errors that {@link activate} would throw for these versions now without a reason, by id, in a fixed number of statements. */
  async refusals(tenantId: string, versions: readonly TextVersion[]): Promise<ReadonlyMap<string, DomainError>> {
    const refusals = new Map<string, DomainError>();
    const becoming: TextVersion[] = [];
    for (const version of versions) {
      const active = this.#tried(version);
      if (active instanceof DomainError) refusals.set(version.state.id, active);
      else if (active !== version) becoming.push(active);
    }
    for (const [id, error] of await this.obstacles(tenantId, becoming)) refusals.set(id, error);
    return refusals;
  }

  #tried(version: TextVersion): TextVersion | DomainError {
    try {
      return version.activate(this.clock.now());
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  /** The reasons why these versions, in their state after the activation, must not be activated, by id. */
  protected obstacles(_tenantId: string, _becoming: readonly TextVersion[]): Promise<ReadonlyMap<string, DomainError>> {
    return Promise.resolve(new Map());
  }

  /** What the reason sets aside, for the audit log; null if there is no obstacle. Throws if there is an obstacle and no reason. */
  protected overridden(_active: TextVersion, _reason: string | null): Promise<object | null> {
    return Promise.resolve(null);
  }
}
