import type { Actor } from '#shared/actor';
import type { PointerRepository } from '../../pointer/application/pointer-repository.port';
import type { ReleaseChecks } from '../../pointer/application/release-checks';
import type { Unresolvable } from '../../pointer/domain/release-unresolvable';
import type { ReleaseMove } from '../../reference/application/find-unresolvable';
import type { DeploymentItemState } from '../domain/deployment-item';
import type { LocatedDeployment } from './deployment-lookup';
import type { Candidate } from './releasables';

/** Finds what the environment of a deployment could not resolve if it were carried out now. */
export class ReleaseForecast {
  constructor(
    private readonly pointers: PointerRepository,
    private readonly checks: ReleaseChecks,
  ) {}

  /** The faults in words, each under the id of the first item that leads to it. */
  async of(
    actor: Actor,
    { project, environment, deployment }: LocatedDeployment,
    candidates: ReadonlyMap<string, Candidate>,
  ): Promise<Map<string, string>> {
    const { status } = deployment.state;
    if (status !== 'PENDING' && status !== 'APPROVED') return new Map();
    const texts = [...candidates.values()].flatMap(({ text, ...each }) => (text ? [{ ...each, text }] : []));
    const promptIds = [...new Set(texts.map(({ text }) => text.promptId))];
    const pointed = await this.pointers.inEnvironments(actor.tenantId, [environment.id], promptIds);
    const before = new Map(pointed.map(({ state }) => [state.parentId, state.versionId]));
    const moves = texts.map(({ entityType, entityId, text }): ReleaseMove => {
      const place = { projectId: project.id, projectSlug: project.slug, promptId: text.promptId, promptSlug: text.promptSlug };
      if (entityType === 'PROMPT_VERSION') return { ...place, pointer: { before: before.get(text.promptId) ?? null, after: entityId } };
      return { ...place, assetVersion: { id: entityId, before: text.status } };
    });
    const faults = await this.checks.after(actor, environment.name, moves);
    const words = new Map<string, string>();
    for (const fault of faults) {
      const item = blamedItem(fault, deployment.items, candidates);
      if (item && !words.has(item.id)) words.set(item.id, fault.message);
    }
    return words;
  }
}

/** The item whose move causes the fault: the first whose prompt is on the way to it. */
export const blamedItem = (
  { promptIds }: Unresolvable,
  items: readonly DeploymentItemState[],
  candidates: ReadonlyMap<string, Candidate>,
): DeploymentItemState | undefined =>
  items.find(({ entityId }) => promptIds.includes(candidates.get(entityId ?? '')?.text?.promptId ?? '')) ?? items[0];
