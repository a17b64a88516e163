import { AiModel, type AiModelPatch, type AiModelSettings } from '#contexts/catalog/ai-model/domain/ai-model';
import { Invalid } from '#shared/errors';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const LATER = new Date('2026-01-01T00:00:01.000Z');
const SETTINGS: AiModelSettings = {
  ...{ name: 'Sonnet', provider: 'Anthropic', description: null, apiIdentifier: 'sonnet', apiKeyEnvVar: 'ANTHROPIC_API_KEY' },
  ...{ temperature: 0.7, maxTokens: 4096, supportsJson: true, contextWindow: 200_000 },
};
const model = (more: AiModelPatch = {}): AiModel =>
  AiModel.create({ id: 'm', tenantId: 't', projectId: 'p', now: NOW }, { ...SETTINGS, ...more });

function pointersOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Invalid) return error.errors.map((each) => each.pointer);
    throw error;
  }
  return [];
}

describe('an AI model', () => {
  it.each<[AiModelPatch]>([
    [{ name: ' ' }],
    [{ apiKeyEnvVar: 'lower_case' }],
    [{ apiKeyEnvVar: 'KEY\n' }],
    [{ apiKeyEnvVar: 'K'.repeat(256) }],
    [{ temperature: 2.01 }],
    [{ temperature: Number.NaN }],
    [{ maxTokens: 0 }],
    [{ maxTokens: 2_147_483_648 }],
    [{ contextWindow: 1.5 }],
  ])('is never %j, new or changed', (fault) => {
    const pointers = Object.keys(fault).map((field) => `/${field}`);
    expect(pointersOf(() => model(fault))).toEqual(pointers);
    expect(pointersOf(() => model().change(fault, LATER))).toEqual(pointers);
  });

  it.each<[AiModelPatch]>([
    [{ name: 'Opus' }],
    [{ provider: null }],
    [{ description: '' }],
    [{ apiIdentifier: 'opus' }],
    [{ apiKeyEnvVar: 'OTHER_API_KEY' }],
    [{ temperature: 0 }],
    [{ maxTokens: null }],
    [{ supportsJson: false }],
    [{ contextWindow: 1 }],
  ])('becomes %j and keeps the rest', (patch) => {
    const { state } = model();
    expect(model().change(patch, LATER).state).toEqual({ ...state, ...patch, revision: 2, updatedAt: LATER });
  });

  it('stays the same object where nothing differs', () => {
    const before = model();
    expect(before.change({}, LATER)).toBe(before);
    expect(before.change({ ...SETTINGS, name: ' Sonnet ', provider: undefined }, LATER)).toBe(before);
  });
});
