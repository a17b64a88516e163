import { Version } from '../../../../../src/contexts/prompts/prompt/domain/version';
import { diffVersions } from '../../../../../src/contexts/prompts/prompt/domain/version-diff';

const NOW = new Date('2026-01-01T00:00:00Z');
/** As an earlier release has stored it. */
const withLiterals = (literals: string[]) => {
  const { state } = Version.create({
    ...{ id: 'v', tenantId: 't', projectId: 'j', promptId: 'p', versionTag: '1.0.0', promptText: 'x', languageCode: 'en' },
    ...{ changeMessage: null, variables: [], literals: [], translations: [], translationIds: [], textRequired: false, now: NOW },
  });
  return { version: Version.restore({ ...state, literals }), translations: [] };
};

describe('the difference of two versions', () => {
  it('does not take long where everything in long lists differs', () => {
    const names = (prefix: string) => Array.from({ length: 100_000 }, (_, at) => `${prefix}${at}`);
    const began = performance.now();
    const { literals } = diffVersions(withLiterals(names('a')), withLiterals(names('b')));
    expect(performance.now() - began).toBeLessThan(5000);
    expect([literals.added.length, literals.removed.length]).toEqual([100_000, 100_000]);
  });
});
