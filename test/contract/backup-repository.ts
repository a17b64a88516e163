import { TypeOrmProjectRepository } from '#contexts/catalog/project/adapters/persistence/typeorm-project-repository';
import { TypeOrmPromptCatalogLinks } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-catalog-links';
import { Project } from '#contexts/catalog/project/domain/project';
import { TypeOrmBackupRepository } from '#contexts/prompts/backup/adapters/persistence/typeorm-backup-repository';
import { Backup, BackupTaken } from '#contexts/prompts/backup/domain/backup';
import { statisticsOf, type ExportDocument } from '#contexts/prompts/backup/domain/export-document';
import { TypeOrmPointerHistory } from '#contexts/prompts/pointer-history/adapters/persistence/typeorm-pointer-history';
import { TypeOrmReleaseRulesRepository } from '#contexts/prompts/release-rules/adapters/persistence/typeorm-release-rules-repository';
import { PromptsCatalogReferences } from '#contexts/prompts/catalog-links/adapters/persistence/prompts-catalog-references';
import { FixedClock } from '../fakes/clock-and-ids';
import { TypeOrmPromptRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-prompt-repository';
import { TypeOrmVersionRepository } from '#contexts/prompts/prompt/adapters/persistence/typeorm-version-repository';
import { Prompt } from '#contexts/prompts/prompt/domain/prompt';
import { TypeOrmReferenceIndex } from '#contexts/prompts/reference-index/adapters/persistence/typeorm-reference-index';
import type { ContractDatabase } from './sqlite-database';
import { TypeOrmReleasedTags } from '#contexts/prompts/text/adapters/persistence/typeorm-released-tags';
import { PROMPT_TEXT } from '#contexts/prompts/prompt/domain/prompt-text';
import { newTextVersion } from '#contexts/prompts/text/domain/new-text-version';

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ACME = idOf(901);
const GLOBEX = idOf(902);
const SHOP = idOf(921);

/** A document without contents but for its description. */
function documentOf(slug: string, timestamp: Date, description: string | null = null): ExportDocument {
  const prompt = {
    id: slug,
    name: 'Order Mail',
    description,
    type: 'USER',
    projectId: 'shop',
    tenantId: ACME,
    ownerUserId: idOf(911),
  } as const;
  return {
    backupMetadata: { timestamp, backupVersion: '1.0', deletedBy: idOf(911), tenantId: ACME, projectId: 'shop' },
    prompt: { ...prompt, createdAt: timestamp, updatedAt: timestamp },
    versions: [],
    assets: [],
    tags: [],
    executionLogs: [],
    statistics: statisticsOf([], [], 0),
  };
}

/** What the repository of backups promises on every engine. */
export function backupRepositoryKeepsItsWord(name: string, open: () => Promise<ContractDatabase>): void {
  describe(`backup repository on ${name}`, () => {
    let database: ContractDatabase;
    let backups: TypeOrmBackupRepository;
    const write = <T>(work: () => Promise<T>): Promise<T> => database.unitOfWork.maintain(work);
    const at = (n: number): Date => new Date(Date.parse('2026-01-01T00:00:00.123Z') + n * 1000);
    const backup = (n: number, slug: string, document = documentOf(slug, at(n))): Backup =>
      Backup.of(document, { id: idOf(n), tenantId: ACME, projectId: SHOP, createdBy: idOf(911) });

    beforeEach(async () => {
      database = await open();
      backups = new TypeOrmBackupRepository(database.session);
      const shop = { id: SHOP, tenantId: ACME, name: 'Shop', description: null, ownerUserId: idOf(911), now: at(0) };
      await write(() => new TypeOrmProjectRepository(database.session).add(Project.create(shop)));
    });
    afterEach(() => database.close());

    it('gives documents back byte by byte, long ones too, and lists newest first without them', async () => {
      const long = backup(1, 'mail', documentOf('mail', at(1), `Grüße 🙂 ${'x'.repeat(2_000_000)}`));
      await write(async () => {
        await backups.add(long);
        await backups.add(backup(2, 'other'));
      });
      expect(await backups.document(ACME, SHOP, 'mail-2026-01-01T00-00-01.123Z.json')).toBe(long.state.document);
      const listed = await backups.list(ACME, SHOP);
      expect(listed.map(({ promptSlug, fileName }) => [promptSlug, fileName])).toEqual([
        ['other', 'other-2026-01-01T00-00-02.123Z.json'],
        ['mail', 'mail-2026-01-01T00-00-01.123Z.json'],
      ]);
      const { document, ...entry } = long.state;
      expect(listed[1]).toEqual(entry);
      expect(entry.size).toBe(Buffer.byteLength(document));
    });

    it('knows how large a prompt is at least, without reading it', async () => {
      const { session } = database;
      const versions = new TypeOrmVersionRepository(session, new TypeOrmReferenceIndex(session), new TypeOrmReleasedTags(session));
      const common = { tenantId: ACME, projectId: SHOP, now: at(0) };
      const named = { slug: null, name: 'Mail', description: null, type: 'USER' as const, ownerUserId: idOf(911) };
      const translation = { languageCode: 'fr', text: 'Grüße' };
      const said = {
        versionTag: '1.0.0',
        text: 'é'.repeat(1000),
        languageCode: 'en',
        changeMessage: 'why',
        variables: [],
        literals: [],
      };
      const { version, translations } = newTextVersion(PROMPT_TEXT, {
        ...common,
        ...said,
        id: idOf(2),
        promptId: idOf(1),
        parentId: idOf(1),
        translations: [translation],
        translationIds: [idOf(3)],
      });
      await write(async () => {
        await new TypeOrmPromptRepository(session).add(Prompt.create({ ...common, ...named, id: idOf(1) }));
        await versions.add(version, translations);
      });
      expect(await backups.leastSize(ACME, idOf(1))).toBe(2000 + 'why'.length + 200 + 7 + 200);
      expect(await backups.leastSize(GLOBEX, idOf(1))).toBe(0);
    });

    it('refuses the same prompt at the same moment, and shows nothing to another tenant or project', async () => {
      await write(() => backups.add(backup(1, 'mail')));
      await expect(write(() => backups.add(backup(2, 'mail', documentOf('mail', at(1)))))).rejects.toThrow(BackupTaken);
      const [there] = await backups.list(ACME, SHOP);
      for (const [tenant, project] of [
        [GLOBEX, SHOP],
        [ACME, idOf(999)],
      ] as const) {
        expect(await backups.list(tenant, project)).toEqual([]);
        expect(await backups.document(tenant, project, there?.fileName ?? '')).toBeNull();
      }
    });

    it('refuses a project that is gone, and tells file names apart by every character', async () => {
      const lost = Backup.of(documentOf('mail', at(1)), { id: idOf(1), tenantId: ACME, projectId: idOf(404), createdBy: idOf(911) });
      await expect(write(() => backups.add(lost))).rejects.toMatchObject({ kind: 'not_found', code: 'project.not_found' });
      await write(() => backups.add(backup(1, 'mail')));
      const [there] = await backups.list(ACME, SHOP);
      expect(await backups.document(ACME, SHOP, `${there?.fileName ?? ''} `)).toBeNull();
    });

    it('lets backups go with their project', async () => {
      await write(() => backups.add(backup(1, 'mail')));
      const projects = new TypeOrmProjectRepository(database.session);
      const project = await projects.load(ACME, { id: SHOP, slug: 'shop' });
      const { session } = database;
      const rules = new TypeOrmReleaseRulesRepository(session);
      const references = new PromptsCatalogReferences(
        session,
        new TypeOrmPromptCatalogLinks(session),
        new TypeOrmPointerHistory(session),
        new FixedClock(),
        rules,
      );
      expect(await write(() => references.leaveProject(ACME, SHOP))).toEqual({ releaseRules: 0, backups: 1, retainedTexts: 0 });
      await write(() => projects.remove(project));
      expect(await backups.list(ACME, SHOP)).toEqual([]);
    });
  });
}
