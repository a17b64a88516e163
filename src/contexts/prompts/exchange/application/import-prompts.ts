import { DomainError, type ErrorKind } from '#shared/errors';
import { nextMinor } from '#shared/semver';
import type { StoredVersion } from '../domain/stored-prompt';
import { convertSource } from '../domain/source-template';
import { type ImportEvent, type ImportNote, type ImportOutcome, type ImportReport, ImportTally } from './import-report';
import { numbered, slugNotes, type NumberedRow } from './numbered-rows';
import type { KnownPrompt, NewestVersion, ProjectMirror, VersionContent } from './project-mirror.port';
import type { PromptSource } from './prompt-source.port';

export interface ImportPromptsCommand {
  /** The name of the project. The server finds the project by the slug of this name. */
  readonly project: string;
  readonly languageCode: string;
  /** Once it is aborted, no further row is begun; rows that have begun are finished. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (rowsDone: number) => void;
  /** Called for each row that is done, and for each note. */
  readonly onEvent?: (event: ImportEvent) => void;
}

interface Brought {
  readonly outcome: ImportOutcome;
  /** Warnings of the server. */
  readonly warnings: readonly string[];
}

const CONCURRENT_ROWS = 4;
const MAX_ATTEMPTS = 3;
const CHANGE_MESSAGE = 'Imported';
const FIRST_TAG = '1.0.0';
/** Another client has changed the prompt, or an earlier request of this import succeeded although its response was lost. */
const MOVED: readonly ErrorKind[] = ['conflict', 'precondition_failed'];
const FATAL: readonly ErrorKind[] = ['unavailable', 'rate_limited', 'unauthenticated', 'forbidden'];

/**
 * Brings the rows of a source into a project. It finds the prompt of a row by the row's title and compares the row with the newest version,
 * so that a rerun changes nothing and an aborted run continues where it stopped. A row that fails is reported, and the others are imported.
 */
export class ImportPrompts {
  constructor(
    private readonly source: PromptSource,
    private readonly mirror: ProjectMirror,
  ) {}

  async execute(command: ImportPromptsCommand): Promise<ImportReport> {
    const tally = new ImportTally(command.onEvent);
    const { ignoredFields } = await this.source.summary();
    tally.note(ignoredFields.map((field) => fileNote(`field '${field}' has no counterpart in a prompt and is left out`)));
    try {
      await this.mirror.open(command.project);
      const known = await this.mirror.prompts();
      await this.importAll(command, known, tally);
    } catch (error) {
      if (!(error instanceof DomainError) || !isFatal(error)) throw error;
      return tally.report(command.project, error.message);
    }
    return tally.report(command.project, command.signal?.aborted === true ? 'interrupted' : null);
  }

  private async importAll(command: ImportPromptsCommand, known: ReadonlyMap<string, KnownPrompt>, tally: ImportTally): Promise<void> {
    const rows = numbered(this.source, new Map([...known].map(([slug, { name }]) => [slug, name])));
    const errors: unknown[] = [];
    const work = async (): Promise<void> => {
      while (errors.length === 0 && command.signal?.aborted !== true) {
        const next = await rows.next();
        if (next.done === true) return;
        await this.importRow(next.value, command, known, tally);
        command.onProgress?.(tally.rows);
      }
    };
    // Each worker ends by itself, so that the rows in progress are counted when one worker fails.
    await Promise.all(Array.from({ length: CONCURRENT_ROWS }, () => work().catch((error: unknown) => void errors.push(error))));
    await rows.return();
    if (errors.length > 0) throw errors[0];
  }

  private async importRow(
    row: NumberedRow,
    command: ImportPromptsCommand,
    known: ReadonlyMap<string, KnownPrompt>,
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
      const { outcome, warnings } = await this.bring(
        { slug, name: row.title.trim(), isGiven: row.slug !== null },
        content,
        known.get(slug),
      );
      tally.count({ line: row.line, slug, title: row.title, outcome });
      tally.note(warnings.map((message) => ({ line: row.line, slug, kind: 'warning', message })));
    } catch (error) {
      if (!(error instanceof DomainError) || isFatal(error)) throw error;
      tally.fail({ line: row.line, title: row.title, reason: error.message });
    }
    tally.note(slugNotes(row));
    tally.note(notes.map((note) => ({ line: row.line, slug, ...note })));
  }

  /**
   * Reads the prompt again and compares it if it has changed meanwhile, or if an earlier request succeeded although its response was lost.
   */
  private async bring(prompt: Named, content: VersionContent, there: KnownPrompt | undefined, attempt = 1): Promise<Brought> {
    try {
      if (there) return await this.bringUpToDate(prompt, content, there);
      return { outcome: 'created', warnings: await this.put(prompt, FIRST_TAG, content, true) };
    } catch (error) {
      if (!(error instanceof DomainError) || !MOVED.includes(error.kind) || attempt === MAX_ATTEMPTS) throw error;
      return this.bring(prompt, content, (await this.mirror.prompts()).get(prompt.slug), attempt + 1);
    }
  }

  private async bringUpToDate(prompt: Named, content: VersionContent, { name, tags }: KnownPrompt): Promise<Brought> {
    const { slug } = prompt;
    if (name !== prompt.name && !prompt.isGiven)
      throw new DomainError('invalid', 'prompts.import_moved', `'${slug}' now is the prompt '${name}'; run the same command again`);
    const newest = await this.mirror.newest(slug);
    if (newest !== null && sameContent(newest, content)) {
      const outcome = await this.finish(prompt, newest, tags.length);
      if (name === prompt.name) return { outcome, warnings: [] };
      await this.mirror.rename(slug, prompt.name);
      return { outcome: 'updated', warnings: [] };
    }
    return {
      outcome: 'updated',
      warnings: await this.put(prompt, nextMinor(newest === null ? tags : [...tags, newest.tag]), content, false),
    };
  }

  /** A draft with this content is the rest of an interrupted run. A version that somebody archived stays archived. */
  private async finish(prompt: Named, newest: NewestVersion, versions: number): Promise<ImportOutcome> {
    if (newest.status !== 'draft') return 'unchanged';
    await this.mirror.activate(prompt.slug, newest.tag);
    return versions === 1 ? 'created' : 'updated';
  }

  /** The warnings of the server. */
  private put({ slug, name }: Named, tag: string, content: VersionContent, isNew: boolean): Promise<readonly string[]> {
    const { text, languageCode: language, variables, literals } = content;
    const version: StoredVersion = {
      ...{ tag, status: 'active', activated: true, language, changeMessage: CHANGE_MESSAGE, translations: [], text, literals },
      variables: variables.map((each) => ({ ...each, default: each.default ?? null, description: null, example: null })),
    };
    return this.mirror.putVersion({ slug, name }, version, isNew);
  }
}

interface Named {
  readonly slug: string;
  readonly name: string;
  /** Whether the row gives the slug; if so, the prompt gets the title of the row. */
  readonly isGiven: boolean;
}

const fileNote = (message: string): ImportNote => ({ line: null, slug: null, kind: 'ignored_field', message });

const isFatal = (error: DomainError): boolean => FATAL.includes(error.kind);

const sameContent = (a: VersionContent, b: VersionContent): boolean => canonical(a) === canonical(b);

/** The order of variables and of literals has no meaning. */
function canonical(content: VersionContent): string {
  const variables = content.variables.map((each) => JSON.stringify([each.name, each.type, each.required, each.default ?? null]));
  return JSON.stringify([content.text, content.languageCode, variables.toSorted(), content.literals.toSorted()]);
}
