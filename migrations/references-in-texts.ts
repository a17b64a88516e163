export interface WrittenReference {
  readonly kind: 'prompt' | 'asset';
  readonly project: string;
  readonly target: string;
  readonly tag: string | null;
  readonly language: string | null;
}

/** The references of a text as they were read when the index was made; what the program does later is of no concern here. */
export function referencesInText(text: string, literals: readonly string[]): WrittenReference[] {
  const found = new Map<string, WrittenReference>();
  let opening = -1;
  for (let at = 0; at + 1 < text.length;) {
    const pair = text.slice(at, at + 2);
    if (text[at] === '{') {
      if (pair === '{{') opening = at;
      at += 1;
    } else if (pair === '}}' && opening >= 0) {
      const reference = referenceOf(text.slice(opening + 2, at).trim(), literals);
      if (reference && found.size < 1000) found.set(JSON.stringify(reference), reference);
      opening = -1;
      at += 2;
    } else {
      at += 1;
    }
  }
  return [...found.values()];
}

function referenceOf(body: string, literals: readonly string[]): WrittenReference | null {
  const kind = body.startsWith('prompt:') ? 'prompt' : body.startsWith('asset:') ? 'asset' : null;
  if (!kind || literals.includes(body)) return null;
  const rest = body.slice(kind.length + 1).trim();
  if (rest === '' || /[{}\n\r\u2028\u2029]/u.test(rest)) return null;
  const parts = rest.split(':').map((part) => part.trim());
  const reference = kind === 'prompt' ? ofPrompt(parts) : ofAsset(parts);
  const { project, target, tag, language } = reference;
  const fits = target !== '' && project.length <= 255 && target.length <= 255 && (tag ?? '').length <= 50 && (language ?? '').length <= 10;
  return fits ? reference : null;
}

function ofPrompt([id = '', tag = '', ...language]: readonly string[]): WrittenReference {
  const slash = id.indexOf('/');
  return {
    kind: 'prompt',
    project: slash < 0 ? '' : id.slice(0, slash).trim(),
    target: id.slice(slash + 1).trim(),
    tag: named(tag),
    language: language.join(':') || null,
  };
}

const ofAsset = ([key = '', ...tag]: readonly string[]): WrittenReference => ({
  kind: 'asset',
  project: '',
  target: key,
  tag: named(tag.join(':')),
  language: null,
});

const named = (tag: string): string | null => (tag === '' || tag.toLowerCase() === 'latest' ? null : tag);
