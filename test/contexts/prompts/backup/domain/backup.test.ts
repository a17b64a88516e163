import { Backup } from '../../../../../src/contexts/prompts/backup/domain/backup';
import { statisticsOf, type ExportDocument } from '../../../../../src/contexts/prompts/backup/domain/export-document';
import { failureOf } from '../../failure-of';

const timestamp = new Date('2026-01-31T09:30:00.000Z');
const document = (description: string): ExportDocument => ({
  backupMetadata: { timestamp, backupVersion: '1.0', deletedBy: 'u', tenantId: 't', projectId: 'shop' },
  prompt: {
    id: 'mail',
    name: 'Mail',
    description,
    type: 'USER',
    projectId: 'shop',
    tenantId: 't',
    ownerUserId: 'u',
    createdAt: timestamp,
    updatedAt: timestamp,
  },
  versions: [],
  assets: [],
  tags: [],
  executionLogs: [],
  statistics: statisticsOf([], [], 0),
});
const backup = (description: string): Backup =>
  Backup.of(document(description), { id: 'b', tenantId: 't', projectId: 'p', createdBy: 'u' });

describe('a backup', () => {
  it('is named after prompt and moment, and counts bytes', () => {
    const { state } = backup('é');
    expect(state).toMatchObject({
      fileName: 'mail-2026-01-31T09-30-00.000Z.json',
      promptSlug: 'mail',
      promptName: 'Mail',
      createdAt: timestamp,
    });
    expect(state.size).toBe(JSON.stringify(document('e')).length + 1);
    expect(JSON.parse(state.document)).toMatchObject({ prompt: { description: 'é', createdAt: timestamp.toISOString() } });
  });

  it('has an end to its size', () => {
    expect(failureOf(() => backup('x'.repeat(16 * 1024 * 1024)))).toMatchObject({ kind: 'too_large', code: 'prompts.backup_too_large' });
  });

  it('counts texts by language, the most used first', () => {
    const text = (languageCode: string, ...translations: string[]) =>
      ({ languageCode, translations: translations.map((each) => ({ languageCode: each })) }) as never;
    const statistics = statisticsOf(
      [text('en', 'fr', 'de'), text('en', 'de')],
      [{ versions: [text('en', 'it')] } as never, { versions: [] } as never],
      7,
    );
    expect(statistics).toEqual({
      totalVersions: 2,
      totalTranslations: 3,
      totalAssets: 2,
      totalAssetVersions: 1,
      totalAssetTranslations: 1,
      totalExecutions: 7,
      mostUsedLanguages: [
        { languageCode: 'en', count: 3 },
        { languageCode: 'de', count: 2 },
        { languageCode: 'fr', count: 1 },
        { languageCode: 'it', count: 1 },
      ],
    });
  });
});
