import type { Actor } from '#shared/actor';
import type { AuditRule } from '#shared/audit';
import { auditFact, type Subject } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { PointerHistory } from '../../pointer-history/application/pointer-history.port';
import type { EnvironmentMove } from '../../pointer-history/domain/pointer-history';
import type { EnvironmentRef } from '../../prompt/application/project-catalog.port';
import type { ReleaseMove } from '../../reference/application/find-unresolvable';
import type { LanguageGate } from '../../text/application/language-gate';
import type { TextActivation } from '../../text/application/text-activation';
import { nameOf, type ProjectRef, type TextParent } from '../../text/application/text-parent';
import type { TextVersionRepository } from '../../text/application/text-version-repository.port';
import type { TextVersion } from '../../text/domain/text-version';
import { Pointer, POINTER_FIELDS, type PointerState } from '../domain/pointer';
import { POINTER_AUDIT } from '../domain/pointer-audit';
import type { TextPointerRepository } from './pointer-repository.port';

/** The user that moves pointers, the environment, and the deployment (null for a move by hand). */
export interface Mover {
  readonly actor: Actor;
  readonly project: ProjectRef;
  readonly environment: EnvironmentRef;
  readonly deploymentId: string | null;
  /** Whether the versions were released before, so that their languages are not checked again. */
  readonly restores?: true;
}

/** Moves pointers of an environment that is locked until the transaction ends. */
export interface OpenMove extends Mover {
  readonly move: EnvironmentMove;
  /** The moves so far. */
  readonly moves: ReleaseMove[];
}

/**
 * The only way to move pointers, by hand, by a deployment or by a rollback. Versions, pointers, history and audit log change in one
 * transaction.
 */
export class PointerMoves {
  constructor(
    private readonly versions: TextVersionRepository,
    private readonly activation: TextActivation,
    private readonly pointers: TextPointerRepository,
    private readonly history: PointerHistory,
    private readonly languageGate: LanguageGate,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Call this before the pointers are read: from here on no other transaction moves any pointer of this environment. */
  async open(mover: Mover): Promise<OpenMove> {
    const { actor, project, environment } = mover;
    const place = { tenantId: actor.tenantId, projectId: project.id, environmentId: environment.id };
    return { ...mover, move: await this.history.advance(place, this.clock.now()), moves: [] };
  }

  /** Points the environment at the version. A draft becomes active. */
  async point(by: OpenMove, parent: TextParent, version: TextVersion, expectedRevision: ExpectedRevision = null): Promise<Pointer> {
    const name = nameOf(parent);
    const before = await this.pointers.find(by.actor.tenantId, by.environment.id, parent.id);
    requireRevision('Pointer', name, before?.state ?? null, expectedRevision);
    const { id: versionId, versionTag } = version.state;
    const to = { versionId, versionTag, movedBy: by.actor.id };
    const pointer = before ? before.move(to, by.move.at) : this.#created(by, parent, name, to);
    const fact = auditFact(subjectOf(POINTER_AUDIT.move, by, name), before, pointer);
    if (pointer === before) {
      this.outbox.unchanged(fact);
      return pointer;
    }
    const isActivated = await this.#makeActive(by, parent, version);
    if (!by.restores) await this.languageGate.check(by.actor.tenantId, by.project, version);
    await (before ? this.pointers.update(pointer) : this.pointers.add(pointer));
    await this.#noted(by, pointer, version.releasedHash());
    this.#tell(by, parent, { before, after: pointer }, isActivated ? version : null);
    this.outbox.append(fact);
    return pointer;
  }

  /** Removes the pointer of the environment to the prompt or asset. */
  async remove(by: OpenMove, pointer: Pointer): Promise<void> {
    const { parentId, parentName } = pointer.state;
    await this.pointers.remove(pointer);
    await this.history.end(by.actor.tenantId, by.environment.id, parentId, by.move);
    this.#tell(by, { promptId: parentId, promptSlug: parentName }, { before: pointer, after: null }, null);
    this.outbox.append(auditFact(subjectOf(POINTER_AUDIT.remove, by, parentName), pointer));
  }

  /** Both branches lock the version until the commit, so that no other transaction archives it while this one points at it. */
  async #makeActive({ actor }: OpenMove, parent: TextParent, version: TextVersion): Promise<boolean> {
    const active = await this.activation.activate(version, parent, actor);
    if (active === version) await this.versions.lock(version);
    return active !== version;
  }

  /** Records what must be resolvable: the pointers to prompts, and the assets that came into use. Texts show assets without pointers. */
  #tell(
    { project, moves }: OpenMove,
    { promptId, promptSlug }: Pick<TextParent, 'promptId' | 'promptSlug'>,
    { before, after }: { readonly before: Pointer | null; readonly after: Pointer | null },
    activated: TextVersion | null,
  ): void {
    const place = { projectId: project.id, projectSlug: project.slug, promptId, promptSlug };
    const pointer = { before: before?.state.versionId ?? null, after: after?.state.versionId ?? null };
    if (this.pointers.kind.name === 'prompt') moves.push({ ...place, pointer });
    else if (activated) moves.push({ ...place, assetVersion: { id: activated.state.id, before: activated.state.status } });
  }

  async #noted(by: OpenMove, { state }: Pointer, contentHash: string): Promise<void> {
    const { tenantId, projectId, environmentId, parentId, parentName, versionId, versionTag, movedBy } = state;
    await this.history.end(tenantId, environmentId, parentId, by.move);
    await this.history.begin({
      id: this.ids.next(),
      tenantId,
      projectId,
      environmentId,
      kind: this.pointers.kind.name,
      entityId: parentId,
      entityName: parentName,
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

  #created(
    { actor, project, environment, move }: OpenMove,
    parent: TextParent,
    parentName: string,
    to: { readonly versionId: string; readonly versionTag: string; readonly movedBy: string },
  ): Pointer {
    return Pointer.create({
      id: this.ids.next(),
      tenantId: actor.tenantId,
      projectId: project.id,
      environmentId: environment.id,
      parentId: parent.id,
      parentName,
      ...to,
      now: move.at,
    });
  }
}

/** The same for assets. The container tells the two apart by their classes. */
export class AssetPointerMoves extends PointerMoves {}

function subjectOf(
  rule: AuditRule,
  { actor, project, environment, deploymentId, restores }: OpenMove,
  name: string,
): Subject<PointerState> {
  const deployment = deploymentId === null ? {} : { deployment: deploymentId };
  const details = { environment: environment.name, ...deployment, ...(restores && { rollback: true }) };
  return { rule, actor, project: project.slug, path: [environment.id, name], changes: POINTER_FIELDS, details };
}
