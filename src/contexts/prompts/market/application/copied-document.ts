import { BYTES_PER_TURN, TurnBudget } from '#shared/event-loop';
import type { DocumentText, DocumentTranslation, PromptDocument } from '../../document/domain/prompt-document';
import type { TranslatedVersion } from '../../text/domain/new-text-version';
import { copiedText } from '../domain/copied-text';
import type { PublishedVersion } from './published-source';

/** The tag of a copy: its own history begins with it. */
export const FIRST_TAG = '1.0.0';
const POINTER = '/source';

export interface CopiedDocument {
  readonly document: PromptDocument;
  /** The slugs of the projects of the prompts to which the texts refer. */
  readonly projects: ReadonlySet<string>;
}

/** The document of a copy in the project `target`: a draft with its translations, and the versions of the assets as they are. */
export async function copiedDocument(source: PublishedVersion, target: string, name: string): Promise<CopiedDocument> {
  const { state } = source.version;
  const projects = new Set<string>();
  const turns = new TurnBudget(BYTES_PER_TURN);
  const isMoved = source.project.slug !== target;
  const copied = async (original: string): Promise<string> => {
    const { text, projects: named } = copiedText(original, state.literals, source.project.slug, isMoved);
    for (const each of named) projects.add(each);
    await turns.spend(original.length);
    return text;
  };
  const translated = async ({ version, translations }: TranslatedVersion): Promise<DocumentTranslation[]> => {
    const made: DocumentTranslation[] = [];
    for (const { state: each } of translations) {
      const isCurrent = each.sourceHash === version.sourceHash();
      made.push({ languageCode: each.languageCode, text: await copied(each.text), sourceHash: isCurrent ? null : each.sourceHash });
    }
    return made;
  };
  const textOf = async (each: TranslatedVersion): Promise<Omit<DocumentText, 'versionTag' | 'changeMessage' | 'status' | 'activated'>> => ({
    pointer: POINTER,
    text: await copied(each.version.state.text),
    languageCode: each.version.state.languageCode,
    translations: await translated(each),
  });
  const origin = `Copied from ${source.project.slug}/${source.prompt.state.slug} ${state.versionTag}`;
  const assets: PromptDocument['assets'][number][] = [];
  for (const { asset, versions } of source.assets) {
    const { key, name: assetName, category } = asset.state;
    const texts: DocumentText[] = [];
    for (const each of versions) {
      const { versionTag, status, activatedAt } = each.version.state;
      texts.push({ ...(await textOf(each)), versionTag, changeMessage: origin, status, activated: activatedAt !== null });
    }
    assets.push({ pointer: POINTER, key, name: assetName, category, enabled: null, versions: texts });
  }
  const version = {
    ...(await textOf(source)),
    versionTag: FIRST_TAG,
    changeMessage: origin,
    status: 'draft',
    activated: false,
    // The activation of the copy finds the same variables in the text again.
    variables: state.variablesDeclared ? state.variables : [],
    literals: state.literals,
  } as const;
  const { description, type } = source.prompt.state;
  return { document: { name, description, type, tags: null, versions: [version], assets }, projects };
}
