import type { StoredVersion } from '../../../../../src/contexts/prompts/exchange/domain/stored-prompt';
import { PROMPT_TEXT } from '../../../../../src/contexts/prompts/exchange/domain/text-changes';
import { versionSteps, type Steps } from '../../../../../src/contexts/prompts/exchange/domain/version-plan';

const FRENCH = { language: 'fr-FR', stale: false, text: 'bonjour' };
const version = (more: Partial<StoredVersion> = {}): StoredVersion => ({
  tag: '1.0.0',
  status: 'active',
  activated: true,
  language: 'en-US',
  changeMessage: null,
  translations: [],
  text: 'hello',
  variables: [],
  literals: [],
  ...more,
});

function planned(wanted: StoredVersion, there: StoredVersion): Steps {
  const steps: Steps = { changes: [], conflicts: [], extra: [] };
  versionSteps(PROMPT_TEXT, { prompt: 'mail' }, [wanted], [there], steps);
  return steps;
}

describe('what an import cannot bring in', () => {
  it.each([
    ['another text', version({ text: 'good day' }), version(), 'is active with another text'],
    ['another text of an archived version', version({ text: 'x' }), version({ status: 'archived' }), 'is archived with another text'],
    ['another language', version({ language: 'en-GB' }), version(), 'is active with another text'],
    ['other literals', version({ literals: ['x'] }), version(), 'is active with another text'],
    ['a draft that was active', version({ status: 'draft' }), version(), 'was active, and is no draft any more'],
    [
      'a translation whose language the routes do not take',
      version({ translations: [{ ...FRENCH, language: 'fr' }] }),
      version(),
      'mail 1.0.0 fr is missing there; a version that is there takes languages such as fr-FR only',
    ],
    [
      'a stale translation in a fixed version',
      version({ translations: [{ ...FRENCH, stale: true }] }),
      version(),
      'mail 1.0.0 fr-FR is missing there, and of an earlier text; it would be taken for current',
    ],
  ])('%s is a conflict, and no change is sent for it', (_name, wanted, there, message) => {
    const { conflicts, changes } = planned(wanted, there);
    expect(conflicts).toEqual([expect.stringContaining(message)]);
    expect(changes.filter(({ action }) => action === 'create' || action === 'update')).toEqual([]);
  });

  it('is nothing where both are the same, and a current translation or a draft can be brought in', () => {
    expect(planned(version(), version())).toEqual({ changes: [], conflicts: [], extra: [] });
    expect(planned(version({ translations: [FRENCH] }), version())).toMatchObject({
      changes: [{ action: 'create', resource: 'translation' }],
      conflicts: [],
    });
    const draft = version({ status: 'draft', activated: false });
    expect(planned({ ...draft, text: 'good day' }, draft)).toMatchObject({
      changes: [{ action: 'update', resource: 'version', body: { promptText: 'good day' } }],
      conflicts: [],
    });
  });

  it('leaves what is there besides, and names it', () => {
    expect(planned(version(), version({ translations: [FRENCH] })).extra).toEqual(['translation mail 1.0.0 fr-FR']);
  });
});
