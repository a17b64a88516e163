import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { newTextVersion, type NewTextVersion } from '#contexts/prompts/text/domain/new-text-version';
import { diffVersions } from '../../../../../src/contexts/prompts/prompt/domain/version-diff';
import { TextVersion } from '#contexts/prompts/text/domain/text-version';

const NOW = new Date('2026-01-01T00:00:00Z');
const draft = (promptText: string, more: Partial<NewTextVersion> = {}): TextVersion =>
  newTextVersion(PROMPT_TEXT, {
    ...{ id: 'v', tenantId: 't', projectId: 'j', promptId: 'p', parentId: 'p', versionTag: '1.0.0', text: promptText, languageCode: 'en' },
    ...{ changeMessage: null, variables: [], literals: [], translations: [], translationIds: [], now: NOW },
    ...more,
  }).version;
const compared = (version: TextVersion) => ({ version, translations: [] });
/** As an earlier release has stored it. */
const withLiterals = (literals: string[]) => compared(TextVersion.restore(PROMPT_TEXT, { ...draft('x').state, literals }));

describe('the difference of two versions', () => {
  it('is in what callers send, whoever declared it: the author, the activation, or nobody yet', () => {
    const variablesOf = (before: TextVersion, after: TextVersion) => {
      const { added, removed, changed } = diffVersions(compared(before), compared(after)).variables;
      return [added, removed, changed].map((some) => some.map(({ name }) => name));
    };
    const active = draft('{{who}} {{what}}').activate(NOW);
    expect(variablesOf(active, draft('{{who}} {{what}}!'))).toEqual([[], [], []]);
    expect(variablesOf(active, draft('{{who}} {{order}}'))).toEqual([['order'], ['what'], []]);
    expect(variablesOf(active, draft('{{who}} {{what}}', { literals: ['what'] }))).toEqual([[], ['what'], []]);
    expect(variablesOf(active, draft('{{who}} {{what}}', { variables: [{ name: 'what', type: 'number' }] }))).toEqual([[], [], ['what']]);
  });

  it('does not take long where everything in long lists differs', () => {
    const names = (prefix: string) => Array.from({ length: 100_000 }, (_, at) => `${prefix}${at}`);
    const began = performance.now();
    const { literals } = diffVersions(withLiterals(names('a')), withLiterals(names('b')));
    expect(performance.now() - began).toBeLessThan(5000);
    expect([literals.added.length, literals.removed.length]).toEqual([100_000, 100_000]);
  });
});
