import type { Actor } from '#shared/actor';
import { DiffEffort } from '#shared/diff-effort';
import { unifiedDiff } from '#shared/unified-diff';
import { diffVersions, type ComparedVersion, type VersionDiff } from '../domain/version-diff';
import type { TranslationRepository } from './translation-repository.port';
import type { ReadVersions } from './prompt-text-use-cases';

export interface CompareVersionsQuery {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  /** Tags, or `latest`. */
  readonly before: string;
  readonly after: string;
}

export interface VersionComparison {
  readonly before: string;
  readonly after: string;
  readonly diff: VersionDiff;
}

/** Compares two versions of a prompt. Throws NotFound if one of them is missing. */
export class CompareVersions {
  constructor(
    private readonly versions: ReadVersions,
    private readonly translations: TranslationRepository,
  ) {}

  async execute(query: CompareVersionsQuery): Promise<VersionComparison> {
    const [before, after] = [await this.#one(query, query.before), await this.#one(query, query.after)];
    return { before: before.version.state.versionTag, after: after.version.state.versionTag, diff: diffVersions(before, after) };
  }

  /** The texts in the unified format: the version's own, followed by the translations. */
  async unified(query: CompareVersionsQuery): Promise<string> {
    const [before, after] = [await this.#one(query, query.before), await this.#one(query, query.after)];
    const [old, fresh] = [textsOf(before), textsOf(after)];
    const names = [...new Set([...old.keys(), ...fresh.keys()])];
    const changed = names.filter((name) => old.get(name) !== fresh.get(name));
    const effort = new DiffEffort(changed.length);
    return changed
      .map((name) =>
        unifiedDiff(
          { name: labelled(before, name), text: old.get(name) ?? '' },
          { name: labelled(after, name), text: fresh.get(name) ?? '' },
          effort,
        ),
      )
      .join('');
  }

  async #one({ actor, project, prompt }: CompareVersionsQuery, tag: string): Promise<ComparedVersion> {
    const { version } = await this.versions.one(actor, { project, prompt, versionTag: tag });
    return { version, translations: await this.translations.ofVersions(actor.tenantId, [version.state.id]) };
  }
}

/** The version's own text comes first, without a language. */
const textsOf = ({ version, translations }: ComparedVersion): Map<string, string> =>
  new Map([['', version.state.text], ...translations.map(({ state }) => [state.languageCode, state.text] as const)]);

const labelled = ({ version }: ComparedVersion, language: string): string =>
  language === '' ? version.state.versionTag : `${version.state.versionTag}/${language}`;
