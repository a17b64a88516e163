import { assetReference, promptReference } from '../../template/domain/reference';
import { parseTemplate } from '../../template/domain/template';

/** A reference as the text contains it. */
export interface TextReference {
  readonly kind: 'prompt' | 'asset';
  /** The slug of the project; empty: the project of the text itself. */
  readonly project: string;
  /** The slug of the prompt, or the key of an asset of the text's own prompt. */
  readonly target: string;
  readonly tag: string | null;
  readonly language: string | null;
}

/** A text with more references reaches more prompts than a resolve may. */
const MAX_REFERENCES = 1000;

/** Returns each reference once. It leaves out what is too long to be a name, because that leads to nothing. */
export function referencesIn(text: string, literals: readonly string[]): TextReference[] {
  if (!text.includes('{{')) return [];
  const found = new Map<string, TextReference>();
  for (const segment of parseTemplate(text, literals)) {
    if (segment.kind !== 'prompt' && segment.kind !== 'asset') continue;
    const reference = segment.kind === 'prompt' ? ofPrompt(segment.reference) : ofAsset(segment.reference);
    if (fits(reference) && found.size < MAX_REFERENCES) found.set(JSON.stringify(reference), reference);
  }
  return [...found.values()];
}

function ofPrompt(reference: string): TextReference {
  const { project, prompt, tag, language } = promptReference(reference);
  return { kind: 'prompt', project: project ?? '', target: prompt, tag, language };
}

function ofAsset(reference: string): TextReference {
  const { key, tag } = assetReference(reference);
  return { kind: 'asset', project: '', target: key, tag, language: null };
}

const fits = ({ project, target, tag, language }: TextReference): boolean =>
  target !== '' && project.length <= 255 && target.length <= 255 && (tag ?? '').length <= 50 && (language ?? '').length <= 10;
