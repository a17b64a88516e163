import { Version, type NewVersion } from '../../../../../src/contexts/prompts/prompt/domain/version';
import { diffVersions } from '../../../../../src/contexts/prompts/prompt/domain/version-diff';

const NOW = new Date('2026-01-01T00:00:00Z');
const draft = (promptText: string, more: Partial<NewVersion> = {}): Version =>
  Version.create({
    ...{ id: 'v', tenantId: 't', projectId: 'j', promptId: 'p', versionTag: '1.0.0', promptText, languageCode: 'en' },
    ...{ changeMessage: null, variables: [], literals: [], translations: [], translationIds: [], textRequired: false, now: NOW },
    ...more,
  });
const compared = (version: Version) => ({ version, translations: [] });
/** As an earlier release has stored it. */
const withLiterals = (literals: string[]) => compared(Version.restore({ ...draft('x').state, literals }));

describe('the difference of two versions', () => {
  it('is in what callers send, whoever declared it: the author, the activation, or nobody yet', () => {
    const variablesOf = (before: Version, after: Version) => {
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
