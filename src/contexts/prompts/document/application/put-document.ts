import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { Validation } from '#shared/validation';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { UpdateAsset } from '../../asset/application/update-asset';
import type { Asset } from '../../asset/domain/asset';
import type { ProjectCatalog, ProjectRef } from '../../prompt/application/project-catalog.port';
import type { ProjectTags, TagRef } from '../../prompt/application/project-tags.port';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import { idsOf } from '../../prompt/application/prompt-tags';
import type { UpdatePrompt } from '../../prompt/application/update-prompt';
import { guardedTags, PromptNotFound, type Prompt } from '../../prompt/domain/prompt';
import { DOCUMENT_AUDIT } from '../domain/document-audit';
import type { DocumentResult } from '../domain/document-change';
import { requireDistinctParts } from '../domain/document-parts';
import type { DocumentAsset, DocumentTag, PromptDocument } from '../domain/prompt-document';
import type { AddParts } from './add-parts';
import { BringTexts } from './bring-texts';
import { DocumentAccess } from './document-access';
import { DocumentRecord } from './document-record';
import type { AssetTexts, PromptTexts } from './kind-texts';

export interface PutDocumentCommand {
  readonly actor: Actor;
  /** The slug of the project. */
  readonly project: string;
  /** The slug of the prompt, which need not exist. */
  readonly prompt: string;
  readonly document: PromptDocument;
  /** The reason for which callers of an earlier version may lose variables; null: they may not. */
  readonly breakingReason: string | null;
  readonly expectedRevision?: ExpectedRevision;
  /** Whether everything is rolled back at the end. */
  readonly dryRun: boolean;
}

export interface PutDocumentResult extends DocumentResult {
  /** Null if a rehearsal created it and it was rolled back. */
  readonly prompt: Prompt | null;
}

/** Ends a rehearsal by rolling its changes back. */
class Rehearsed extends Error {
  constructor(readonly result: DocumentResult) {
    super('rehearsed');
  }
}

interface Run extends PutDocumentCommand {
  readonly record: DocumentRecord;
}

/**
 * Changes a prompt to the content of a document, or changes nothing. It uses the use cases of the parts, so that their rules, permissions
 * and events apply. It changes what differs, creates what is missing, and deletes nothing.
 */
export class PutDocument {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly prompts: PromptRepository,
    private readonly assets: AssetRepository,
    private readonly tags: ProjectTags,
    private readonly addParts: AddParts,
    private readonly updatePrompt: UpdatePrompt,
    private readonly updateAsset: UpdateAsset,
    private readonly promptTexts: PromptTexts,
    private readonly assetTexts: AssetTexts,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(command: PutDocumentCommand): Promise<PutDocumentResult> {
    const breakingReason = command.breakingReason === null ? null : guardedReason(command.breakingReason);
    requireDistinctParts(command.document);
    try {
      return await this.unitOfWork.run(() => this.#put({ ...command, breakingReason }));
    } catch (error) {
      if (error instanceof Rehearsed) return { ...error.result, prompt: null };
      throw error;
    }
  }

  async #put(command: PutDocumentCommand): Promise<PutDocumentResult> {
    const { actor, document } = command;
    const project = await this.catalog.project(actor, command.project, 'prompt:write');
    const access = new DocumentAccess(this.catalog, actor, command.project);
    await access.requireParts(document);
    const record = new DocumentRecord(this.unitOfWork, await access.readable());
    const run: Run = { ...command, record };
    const before = await this.prompts.find(actor.tenantId, project.id, run.prompt);
    requireRevision('Prompt', run.prompt, before?.state ?? null, run.expectedRevision);
    // Without a name the document is a change of a prompt that must exist.
    if (!before && document.name === null) throw new PromptNotFound(run.prompt);
    const tags = document.tags === null ? null : await this.#ensureTags(run, project, document.tags);
    const brought = before ? await this.#changed(run, before, tags) : await this.#added(run, project, tags ?? []);
    if (brought) await this.#bringParts(run, { project, prompt: brought });
    record.requireValid();
    if (!run.dryRun) record.requireNoConflict();
    const prompt = brought && before === brought && record.changes.length > 0 ? await this.#touched(brought) : brought;
    const { changes, conflicts, kept } = record;
    const warnings = [...record.warnings, ...record.keptWarnings];
    const outcome = before === null ? 'created' : changes.length > 0 ? 'updated' : 'unchanged';
    const result = { outcome, changes, conflicts, kept, warnings } as const;
    if (run.dryRun || !prompt) throw new Rehearsed(result);
    const subject = { rule: DOCUMENT_AUDIT.apply, actor, project: project.slug, path: [prompt.state.slug] };
    const fact = auditFact({ ...subject, details: { changes: changes.length } }, null, prompt);
    if (outcome === 'unchanged') this.outbox.unchanged(fact);
    else this.outbox.append(fact);
    return { ...result, prompt };
  }

  async #ensureTags({ actor, record }: Run, project: ProjectRef, wanted: readonly DocumentTag[]): Promise<readonly TagRef[]> {
    const names = guardedTags(
      '/tags',
      wanted.map(({ name }) => name.trim()),
    );
    const present = await this.tags.of(actor.tenantId, project.id);
    const known = new Set(present.map(({ name }) => name));
    const nameOf = new Map(present.map(({ id, name }) => [id, name]));
    for (const [index, { name, description }] of wanted.entries()) {
      const id = name.trim();
      if (known.has(id)) continue;
      const other = nameOf.get(id);
      if (other !== undefined) {
        record.invalid(`/tags/${index}/name`, `This is the id of tag '${other}'; give its name`);
        continue;
      }
      known.add(id);
      await record.change({ action: 'create', resource: 'tag', id }, `/tags/${index}`, {}, () =>
        this.tags.ensure(actor, project, [id], description),
      );
    }
    const named = new Set(names);
    return (await this.tags.of(actor.tenantId, project.id)).filter(({ name }) => named.has(name));
  }

  /** Increments the revision, so that a client that sends the revision it has read overwrites no other document. */
  async #touched(before: Prompt): Promise<Prompt> {
    const after = before.change({ retag: true }, this.clock.now());
    await this.prompts.update(after);
    return after;
  }

  async #added({ actor, document, record, ...run }: Run, project: ProjectRef, tags: readonly TagRef[]): Promise<Prompt | null> {
    const { name, description = null } = document;
    const given = { slug: run.prompt, name: name ?? '', description, type: document.type ?? 'USER' };
    return record.change({ action: 'create', resource: 'prompt', id: run.prompt }, '', PROMPT_POINTERS, () =>
      this.addParts.prompt(actor, project, given, tags),
    );
  }

  async #changed({ actor, document, record, ...run }: Run, before: Prompt, tags: readonly TagRef[] | null): Promise<Prompt | null> {
    const { name, description, type } = document;
    const patch = {
      ...(name === null ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(type === null ? {} : { type }),
    };
    const present = tags && new Set(await this.prompts.tagIds(actor.tenantId, before.state.id));
    const isRetagged = tags !== null && (tags.length !== present?.size || tags.some(({ id }) => !present.has(id)));
    const change = { action: 'update', resource: 'prompt', id: run.prompt } as const;
    const after = await record.judged(change, '', PROMPT_POINTERS, () => before.change(patch, this.clock.now()));
    if (after === null || (after === before && !isRetagged)) return before;
    const command = { actor, project: run.project, prompt: run.prompt, patch, ...(isRetagged ? { tagIds: idsOf(tags) } : {}) };
    const updated = await record.change(change, '', PROMPT_POINTERS, () => this.updatePrompt.execute(command));
    return updated?.prompt ?? before;
  }

  async #bringParts({ actor, breakingReason, record, document }: Run, located: LocatedPrompt): Promise<void> {
    const owner = { actor, located, breakingReason };
    await new BringTexts(this.promptTexts, { ...owner, asset: null }, record).execute(document.versions);
    const present = await this.assets.listOfPrompt(actor.tenantId, located.prompt.state.id);
    const known = new Map(present.map((asset) => [asset.state.key, asset]));
    for (const each of document.assets) {
      const found = known.get(each.key.trim());
      known.delete(each.key.trim());
      const asset = await this.#asset({ actor, record }, located, each, found);
      if (asset) await new BringTexts(this.assetTexts, { ...owner, asset }, record).execute(each.versions);
    }
    for (const id of known.keys()) record.keep({ resource: 'asset', id });
  }

  async #asset(
    { actor, record }: Pick<Run, 'actor' | 'record'>,
    located: LocatedPrompt,
    wanted: DocumentAsset,
    found: Asset | undefined,
  ): Promise<Asset | null> {
    const { pointer: at, name, category, enabled } = wanted;
    const key = wanted.key.trim();
    const given = { key, name: name ?? key, category: category ?? null };
    const before =
      found ??
      (await record.change({ action: 'create', resource: 'asset', id: key }, at, {}, () => this.addParts.asset(actor, located, given)));
    if (!before) return null;
    const patch = {
      ...(name === null ? {} : { name }),
      ...(category === undefined ? {} : { category }),
      ...(enabled === null ? {} : { enabled }),
    };
    const change = { action: 'update', resource: 'asset', id: key } as const;
    const after = await record.judged(change, at, {}, () => before.change(patch, this.clock.now()));
    if (after === null || after === before) return before;
    const address = { project: located.project.slug, prompt: located.prompt.state.slug, assetKey: key };
    return (await record.change(change, at, {}, () => this.updateAsset.execute({ actor, ...address, patch }))) ?? before;
  }
}

const PROMPT_POINTERS = {
  '/name': '/prompt/name',
  '/slug': '/prompt/id',
  '/description': '/prompt/description',
  '/type': '/prompt/type',
  '/tagIds': '/tags',
};

function guardedReason(reason: string): string {
  const validation = new Validation('prompts.document_invalid');
  const given = validation.lines('/breakingReason', reason, { max: 1000 });
  validation.done();
  return given;
}
