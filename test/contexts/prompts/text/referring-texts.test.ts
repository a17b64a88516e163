import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { newTextVersion } from '#contexts/prompts/text/domain/new-text-version';
import type { TextTranslation } from '#contexts/prompts/text/domain/text-translation';
import { reindex } from '#contexts/prompts/text/adapters/persistence/referring-texts';
import { ReferenceIndex, type ReferringText } from '#contexts/prompts/reference-index/application/reference-index.port';
import type { TextVersion, TextVersionPatch } from '#contexts/prompts/text/domain/text-version';

const NOW = new Date('2026-01-01T00:00:00.000Z');

class RecordingIndex extends ReferenceIndex {
  readonly calls: string[] = [];

  add(): Promise<void> {
    return this.#called('add');
  }
  replace(texts: readonly ReferringText[]): Promise<void> {
    return this.#called(`replace ${texts.map((each) => each.id).join(' ')}`);
  }
  remove(): Promise<void> {
    return this.#called('remove');
  }
  use(): Promise<void> {
    return this.#called('use');
  }
  guard(): Promise<void> {
    return this.#called('guard');
  }
  judge(): Promise<void> {
    return this.#called('judge');
  }
  #called(what: string): Promise<void> {
    this.calls.push(what);
    return Promise.resolve();
  }
}

describe('what a changed version refers to', () => {
  const { version: draft, translations } = newTextVersion(PROMPT_TEXT, {
    id: 'version',
    tenantId: 'acme',
    projectId: 'shop',
    promptId: 'mail',
    parentId: 'mail',
    versionTag: '1.0.0',
    text: '{{prompt:base}}',
    languageCode: 'en-US',
    changeMessage: null,
    variables: [],
    literals: [],
    translations: [{ languageCode: 'fr-FR', text: 'oui' }],
    translationIds: ['french'],
    now: NOW,
  });
  const after = async (change: (version: TextVersion) => TextVersion, before = draft): Promise<string[]> => {
    const index = new RecordingIndex();
    const read = (): Promise<readonly TextTranslation[]> => {
      index.calls.push('read');
      return Promise.resolve(translations);
    };
    await reindex(index, before, change(before), read);
    return index.calls;
  };
  const edited = (patch: TextVersionPatch) => after((version) => version.edit(patch, NOW));

  it('is written anew for the texts that may say something else, and for no other', async () => {
    expect(await edited({ text: 'none' })).toEqual(['replace version']);
    expect(await edited({ literals: ['prompt:base'] })).toEqual(['read', 'replace version french']);
    for (const patch of [{ changeMessage: 'why' }, { languageCode: 'en' }, { variables: [{ name: 'a' }] }])
      expect(await edited(patch)).toEqual([]);
  });

  it('waits for who takes it away where the version comes into use', async () => {
    const archived = draft.archive(NOW);
    expect(await after((version) => version.activate(NOW))).toEqual(['use']);
    expect(await after((version) => version.unarchive(NOW), archived)).toEqual(['use']);
    expect(await after((version) => version.archive(NOW))).toEqual([]);
  });
});
