import { DomainError, type ErrorKind } from '#shared/errors';
import { nextMinor } from '#shared/semver';
import { convertSource } from '../domain/source-template';
import { type ImportNote, type ImportOutcome, type ImportReport, ImportTally } from './import-report';
import type { CatalogVersion, PromptCatalog, VersionContent } from './prompt-catalog.port';
import { numbered, slugNotes, type NumberedRow } from './numbered-rows';
import type { PromptSource } from './prompt-source.port';

export interface ImportPromptsCommand {
  /** Name of the project; it is found by the slug of it. */
  readonly project: string;
  readonly languageCode: string;
  /** Aborted: no new row is begun, those under way are finished. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (rowsDone: number) => void;
}

interface Brought {
  readonly outcome: ImportOutcome;
  /** Of the server; null: none. */
  readonly warning: string | null;
}

const CONCURRENT_ROWS = 4;
const MAX_ATTEMPTS = 3;
const CHANGE_MESSAGE = 'Imported';
const FATAL: readonly ErrorKind[] = ['unavailable', 'rate_limited', 'unauthenticated', 'forbidden'];

/**
 * Brings the rows of a source into a project. Each row's prompt is found by its title and compared with its newest version, so a
 * rerun changes nothing and an aborted run goes on where it stopped. A row that fails is reported, the others go in.
 */
export class ImportPrompts {
  constructor(
    private readonly source: PromptSource,
    private readonly catalog: PromptCatalog,
  ) {}

  async execute(command: ImportPromptsCommand): Promise<ImportReport> {
    const tally = new ImportTally();
    const { ignoredFields } = await this.source.summary();
    tally.note(ignoredFields.map((field) => fileNote(`field '${field}' has no counterpart in a prompt and is left out`)));
    try {
      await this.catalog.openProject(command.project);
      const known = await this.catalog.names();
      await this.importAll(command, known, tally);
    } catch (error) {
      if (!(error instanceof DomainError) || !isFatal(error)) throw error;
      return tally.report(command.project, error.message);
    }
    return tally.report(command.project, command.signal?.aborted === true ? 'interrupted' : null);
  }

  private async importAll(command: ImportPromptsCommand, known: ReadonlyMap<string, string>, tally: ImportTally): Promise<void> {
    const rows = numbered(this.source, known);
    const errors: unknown[] = [];
    const work = async (): Promise<void> => {
      while (errors.length === 0 && command.signal?.aborted !== true) {
        const next = await rows.next();
        if (next.done === true) return;
        await this.importRow(next.value, command, known, tally);
        command.onProgress?.(tally.rows);
      }
    };
    // Every worker ends by itself, so that what is under way when one of them fails is still counted.
    await Promise.all(Array.from({ length: CONCURRENT_ROWS }, () => work().catch((error: unknown) => void errors.push(error))));
    await rows.return();
    if (errors.length > 0) throw errors[0];
  }

  private async importRow(
    row: NumberedRow,
    command: ImportPromptsCommand,
    known: ReadonlyMap<string, string>,
    tally: ImportTally,
  ): Promise<void> {
    if (row.kind === 'bad') {
      tally.fail({ line: row.line, title: row.title, reason: row.reason });
      return;
    }
    const { slug } = row.assigned;
    const { notes, ...template } = convertSource(row.text);
    const content: VersionContent = { ...template, languageCode: command.languageCode };
    try {
      const { outcome, warning } = await this.bring(slug, row.title, content, known.has(slug));
      tally.count(outcome);
      if (warning !== null) tally.note([{ line: row.line, slug, kind: 'warning', message: warning }]);
    } catch (error) {
      if (!(error instanceof DomainError) || isFatal(error)) throw error;
      tally.fail({ line: row.line, title: row.title, reason: error.message });
    }
    tally.note(slugNotes(row));
    tally.note(notes.map((note) => ({ line: row.line, slug, ...note })));
  }

  /** A conflict means that the catalog moved, or that our own lost request went through: look again and compare. */
  private async bring(slug: string, name: string, content: VersionContent, exists: boolean, attempt = 1): Promise<Brought> {
    try {
      if (exists) return await this.bringUpToDate(slug, name, content);
      return { outcome: 'created', warning: await this.catalog.createPrompt(slug, name, content, CHANGE_MESSAGE) };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict' || attempt === MAX_ATTEMPTS) throw error;
      return this.bring(slug, name, content, true, attempt + 1);
    }
  }

  private async bringUpToDate(slug: string, title: string, content: VersionContent): Promise<Brought> {
    const { name, versions } = await this.catalog.read(slug);
    if (name !== title.trim())
      throw new DomainError('conflict', 'prompts.import_moved', `'${slug}' now is the prompt '${name}'; run the same command again`);
    const newest = versions[0];
    if (newest !== undefined && sameContent(newest, content))
      return { outcome: await this.finish(slug, newest, versions.length), warning: null };
    const tag = nextMinor(versions.map((version) => version.tag));
    const warning = await this.catalog.createVersion(slug, tag, content, CHANGE_MESSAGE);
    await this.catalog.activate(slug, tag);
    return { outcome: 'updated', warning };
  }

  /** A draft with our content is what an aborted run left behind. What somebody archived stays so. */
  private async finish(slug: string, newest: CatalogVersion, versions: number): Promise<ImportOutcome> {
    if (newest.status !== 'draft') return 'unchanged';
    await this.catalog.activate(slug, newest.tag);
    return versions === 1 ? 'created' : 'updated';
  }
}

const fileNote = (message: string): ImportNote => ({ line: null, slug: null, kind: 'ignored_field', message });

const isFatal = (error: DomainError): boolean => FATAL.includes(error.kind);

const sameContent = (a: VersionContent, b: VersionContent): boolean => canonical(a) === canonical(b);

/** Neither the order of variables nor that of literals means anything. */
function canonical(content: VersionContent): string {
  const variables = content.variables.map((each) => JSON.stringify([each.name, each.type, each.required, each.default ?? null]));
  return JSON.stringify([content.text, content.languageCode, variables.toSorted(), content.literals.toSorted()]);
}
