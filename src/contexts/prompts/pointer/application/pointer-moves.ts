import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { LocaleGate } from '../../prompt/application/locale-gate';
import type { EnvironmentRef, ProjectRef } from '../../prompt/application/project-catalog.port';
import type { VersionActivation } from '../../prompt/application/version-activation';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { Prompt } from '../../prompt/domain/prompt';
import type { Version } from '../../prompt/domain/version';
import type { ReleaseMove } from '../../reference/application/find-unresolvable';
import { Pointer, POINTER_FIELDS } from '../domain/pointer';
import { POINTER_AUDIT } from '../domain/pointer-audit';
import type { EnvironmentMove } from '../../pointer-history/domain/pointer-history';
import type { PointerHistory } from '../../pointer-history/application/pointer-history.port';
import type { PointerRepository } from './pointer-repository.port';

/** The user that moves pointers, the environment, and the deployment (null for a move by hand). */
export interface Mover {
  readonly actor: Actor;
  readonly project: ProjectRef;
  readonly environment: EnvironmentRef;
  readonly deploymentId: string | null;
  /** What was released once goes out again: its languages are not asked for. */
  readonly restores?: true;
}

/** A mover that has the environment to itself until its transaction ends. */
export interface OpenMove extends Mover {
  readonly move: EnvironmentMove;
  /** What was moved so far. */
  readonly moves: ReleaseMove[];
}

/** The one way to move pointers, by hand, by a deployment or back: versions, pointers, history and audit log in one transaction. */
export class PointerMoves {
  constructor(
    private readonly versions: VersionRepository,
    private readonly activation: VersionActivation,
    private readonly pointers: PointerRepository,
    private readonly history: PointerHistory,
    private readonly localeGate: LocaleGate,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** To be called before the pointers are read: from here on nobody else moves any of this environment. */
  async open(mover: Mover): Promise<OpenMove> {
    const { actor, project, environment } = mover;
    const place = { tenantId: actor.tenantId, projectId: project.id, environmentId: environment.id };
    return { ...mover, move: await this.history.advance(place, this.clock.now()), moves: [] };
  }

  /** Points the environment at the version; a draft becomes active with it. */
  async point(by: OpenMove, prompt: Prompt, version: Version, expectedRevision: ExpectedRevision = null): Promise<Pointer> {
    const before = await this.pointers.find(by.actor.tenantId, by.environment.id, prompt.state.id);
    requireRevision('Pointer', prompt.state.slug, before?.state ?? null, expectedRevision);
    const pointer = before ? this.#moved(before, version, by) : this.#created(prompt, version, by);
    if (pointer === before) {
      this.outbox.unchanged(factOf(POINTER_AUDIT.move, by, before, pointer));
      return pointer;
    }
    await this.#makeActive(by, prompt, version);
    if (!by.restores) await this.localeGate.check(by.actor.tenantId, by.project, version);
    await (before ? this.pointers.update(pointer) : this.pointers.add(pointer));
    await this.#noted(by, pointer, version.releasedHash());
    by.moves.push(moveOf(by, before, pointer));
    this.outbox.append(factOf(POINTER_AUDIT.move, by, before, pointer));
    return pointer;
  }

  /** The environment points at no version of the prompt any more. */
  async remove(by: OpenMove, pointer: Pointer): Promise<void> {
    await this.pointers.remove(pointer);
    await this.history.end(by.actor.tenantId, by.environment.id, pointer.state.promptId, by.move);
    by.moves.push(moveOf(by, pointer, null));
    this.outbox.append(factOf(POINTER_AUDIT.remove, by, pointer, null));
  }

  /** Either way the version is ours until the commit: nobody archives it while we point at it. */
  async #makeActive({ actor, project }: OpenMove, prompt: Prompt, version: Version): Promise<void> {
    const active = await this.activation.activate(version, { project, prompt }, actor);
    if (active === version) await this.versions.lock(version);
  }

  async #noted(by: OpenMove, { state }: Pointer, contentHash: string): Promise<void> {
    const { tenantId, projectId, environmentId, promptId, promptSlug, versionId, versionTag, movedBy } = state;
    await this.history.end(tenantId, environmentId, promptId, by.move);
    await this.history.begin({
      id: this.ids.next(),
      tenantId,
      projectId,
      environmentId,
      kind: 'prompt',
      entityId: promptId,
      entityName: promptSlug,
      versionId,
      versionTag,
      validFrom: by.move.at,
      validTo: null,
      fromMove: by.move.number,
      toMove: null,
      movedBy,
      deploymentId: by.deploymentId,
      contentHash,
    });
  }

  #moved(before: Pointer, { state: { id: versionId, versionTag } }: Version, { actor, move }: OpenMove): Pointer {
    return before.move({ versionId, versionTag, movedBy: actor.id }, move.at);
  }

  #created({ state: prompt }: Prompt, { state: version }: Version, { actor, project, environment, move }: OpenMove): Pointer {
    return Pointer.create({
      id: this.ids.next(),
      tenantId: actor.tenantId,
      projectId: project.id,
      environmentId: environment.id,
      promptId: prompt.id,
      promptSlug: prompt.slug,
      versionId: version.id,
      versionTag: version.versionTag,
      movedBy: actor.id,
      now: move.at,
    });
  }
}

function moveOf({ project }: OpenMove, before: Pointer | null, after: Pointer | null): ReleaseMove {
  const { promptId, promptSlug } = (after ?? before)?.state ?? { promptId: '', promptSlug: '' };
  const pointer = { before: before?.state.versionId ?? null, after: after?.state.versionId ?? null };
  return { projectId: project.id, projectSlug: project.slug, promptId, promptSlug, pointer };
}

function factOf(rule: AuditRule, by: OpenMove, before: Pointer | null, after: Pointer | null): AuditFact {
  const { promptSlug, revision } = (after ?? before)?.state ?? { promptSlug: '', revision: 0 };
  const deployment = by.deploymentId === null ? {} : { deployment: by.deploymentId };
  return {
    rule,
    actor: by.actor,
    resource: {
      id: `${by.project.slug}/${by.environment.id}/${promptSlug}`,
      revision: after ? revision : revision + 1,
      projectId: by.project.slug,
    },
    changes: changesBetween(before?.state ?? null, after?.state ?? null, POINTER_FIELDS),
    details: { environment: by.environment.name, ...deployment, ...(by.restores && { rollback: true }) },
  };
}
