import { logicNote } from '../../prompt/domain/creation-notes';
import { MAX_TRANSLATIONS } from '../../text/domain/text-translation';
import type { DocumentAction, DocumentChange } from '../domain/document-change';
import type { DocumentText, DocumentTranslation, DocumentVersion } from '../domain/prompt-document';
import type { DocumentRecord, Pointers } from './document-record';
import type { PresentText, TextOwner, TextTarget } from './text-target';

/** Changes the versions of a prompt or of one of its assets to those of a document, oldest first. It deletes nothing. */
export class BringTexts<W extends DocumentText> {
  constructor(
    private readonly target: TextTarget<W>,
    private readonly owner: TextOwner,
    private readonly record: DocumentRecord,
  ) {}

  async execute(wanted: readonly W[]): Promise<void> {
    for (const each of wanted) await this.#bring(each);
    const given = new Set(wanted.map(({ versionTag }) => versionTag.trim()));
    for (const tag of await this.target.tags(this.owner))
      if (!given.has(tag)) this.record.keep({ resource: this.target.resource, ...this.#asset, id: tag });
  }

  async #bring(wanted: W): Promise<void> {
    const found = await this.target.find(this.owner, wanted.versionTag.trim());
    const present = found ? await this.#edited(wanted, found) : await this.#created(wanted);
    if (!present) return;
    await this.#translate(wanted, present, found !== null);
    await this.#reach(wanted, present);
  }

  /** A draft with as many translations as a new version may have; null if the document is at fault. */
  async #created(wanted: W): Promise<PresentText | null> {
    const { pointer, text, languageCode, versionTag } = wanted;
    const { textField, translationsField } = this.target;
    if (text === null) this.record.invalid(`${pointer}/${textField}`, `${textField} is required: there is no version '${versionTag}'`);
    if (languageCode === null)
      this.record.invalid(`${pointer}/languageCode`, `languageCode is required: there is no version '${versionTag}'`);
    if (text === null || languageCode === null) return null;
    const initial = wanted.translations.slice(0, MAX_TRANSLATIONS);
    const pointers = { [`/${translationsField}`]: '/translations' };
    const made = await this.#perform('create', wanted, pointers, () =>
      this.target.create(this.owner, { ...wanted, text, languageCode }, initial),
    );
    if (!made) return null;
    this.#note([text, ...initial.map((each) => each.text)], wanted);
    for (const each of initial) this.record.changes.push(this.#ofTranslation('create', wanted, each));
    return made;
  }

  async #edited(wanted: W, found: PresentText): Promise<PresentText | null> {
    const differs = await this.record.judged(this.#ofVersion('update', wanted), wanted.pointer, {}, () =>
      this.target.differs(this.owner, wanted),
    );
    if (differs !== true) return differs === null ? null : found;
    const edited = await this.#perform('update', wanted, {}, () => this.target.edit(this.owner, wanted));
    if (edited && wanted.text !== null) this.#note([wanted.text], wanted);
    return edited;
  }

  async #translate(wanted: W, present: PresentText, wasThere: boolean): Promise<void> {
    const known = new Map(present.translations.map((each) => [each.languageCode, each]));
    for (const [index, each] of wanted.translations.entries()) {
      const at = `${wanted.pointer}/translations/${index}`;
      const there = known.get(each.languageCode.trim());
      if (there && isSame(each, there, present.sourceHash)) continue;
      const change = this.#ofTranslation(there ? 'update' : 'create', wanted, each);
      await this.record.change(change, at, {}, () =>
        there ? this.target.changeTranslation(this.owner, present.tag, each) : this.target.addTranslation(this.owner, present.tag, each),
      );
      this.#note([each.text], wanted);
    }
    if (!wasThere) return;
    const given = new Set(wanted.translations.map(({ languageCode }) => languageCode.trim()));
    for (const each of present.translations)
      if (!given.has(each.languageCode))
        this.record.keep({ resource: this.target.translation, ...this.#asset, version: present.tag, id: each.languageCode });
  }

  /** Changes the status to the wanted one. A version that was active never becomes a draft again. */
  async #reach(wanted: W, present: PresentText): Promise<void> {
    const { status, activated } = wanted;
    const { tag } = present;
    const { target, owner } = this;
    const perform = async (action: DocumentAction, work: () => Promise<unknown>): Promise<boolean> =>
      (await this.#perform(action, wanted, {}, work)) !== null;
    // A version that was active before it was archived becomes active again when it is restored.
    const wasUnused = activated && !present.activated;
    if (status === null || (status === present.status && !(status === 'archived' && wasUnused))) return;
    if (status === 'archived') {
      if (present.status === 'archived' && !(await perform('restore', () => target.restore(owner, tag)))) return;
      if (wasUnused && !(await perform('activate', () => target.activate(owner, tag)))) return;
      await perform('archive', () => target.archive(owner, tag));
      return;
    }
    if (status === 'draft' && present.activated) {
      const message = `Version '${tag}' was active, and is no draft any more`;
      this.record.conflict(this.#ofVersion('update', wanted), `${wanted.pointer}/status`, 'prompts.version_was_active', message);
      return;
    }
    if (present.status === 'archived' && !(await perform('restore', () => target.restore(owner, tag)))) return;
    if (status === 'active' && !present.activated) await perform('activate', () => target.activate(owner, tag));
  }

  #perform<T>(action: DocumentAction, wanted: W, pointers: Pointers, work: () => Promise<T>): Promise<T | null> {
    return this.record.change(this.#ofVersion(action, wanted), wanted.pointer, pointers, work);
  }

  #note(texts: readonly string[], wanted: DocumentText & Partial<Pick<DocumentVersion, 'literals'>>): void {
    const note = logicNote(texts, wanted.literals ?? []);
    if (note !== null) this.record.warnings.push(`${[this.owner.asset?.state.key, wanted.versionTag].filter(Boolean).join(' ')}: ${note}`);
  }

  #ofVersion(action: DocumentAction, { versionTag }: W): DocumentChange {
    return { action, resource: this.target.resource, ...this.#asset, id: versionTag.trim() };
  }

  #ofTranslation(action: DocumentAction, { versionTag }: W, { languageCode }: DocumentTranslation): DocumentChange {
    return { action, resource: this.target.translation, ...this.#asset, version: versionTag.trim(), id: languageCode.trim() };
  }

  get #asset(): { readonly asset?: string } {
    const { asset } = this.owner;
    return asset ? { asset: asset.state.key } : {};
  }
}

/** The comparison ignores which earlier text was the source of a stale translation. */
const isSame = (wanted: DocumentTranslation, there: DocumentTranslation, current: string): boolean =>
  wanted.text === there.text && ((wanted.sourceHash ?? current) === current) === (there.sourceHash === current);
