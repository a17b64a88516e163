/** The unit by which texts are compared. */
export interface TextGrain {
  /** Whether a token ends right before `at`. */
  readonly ends: (text: string, at: number) => boolean;
  /** Returns about `most` tokens at most, even when the text has more. */
  readonly tokens: (text: string, most: number) => string[];
}

export const LINES: TextGrain = {
  ends: (text, at) => at === 0 || text[at - 1] === '\n',
  tokens: (text, most) => {
    const found: string[] = [];
    for (let from = 0; from < text.length && found.length < most;) {
      const end = text.indexOf('\n', from) + 1 || text.length;
      found.push(text.slice(from, end));
      from = end;
    }
    return found;
  },
};

/** These are the words of the package `diff`: Latin letters form words, every other character is a token by itself. */
const LETTER = String.raw`a-zA-Z0-9_\u{AD}\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2C6}\u{2C8}-\u{2D7}\u{2DE}-\u{2FF}\u{1E00}-\u{1EFF}`;
/** The maximum length of a placeholder that is one token. Longer ones are compared by their words. */
const MAX_PLACEHOLDER_LENGTH = 256;
const PLACEHOLDER = String.raw`\{\{[^{}\r\n]{1,${MAX_PLACEHOLDER_LENGTH - 4}}\}\}`;
const TOKEN = new RegExp(String.raw`${PLACEHOLDER}|\r?\n|[${LETTER}]+|[^\S\r\n]+|[^${LETTER}]`, 'ug');
/** The number of characters that are split at once, so that the work stops in time. */
const BLOCK = 16_384;

const [OTHER, LETTERS, BLANK] = [0, 1, 2];

/** The kinds of all characters up to the last letter or space. A look-up is many times as fast as a regular expression. */
const KINDS = Uint8Array.from({ length: 0x3001 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[^\S\r\n]/u.test(character)) return BLANK;
  return new RegExp(`[${LETTER}]`, 'u').test(character) ? LETTERS : OTHER;
});

/** Tokens are placeholders such as `{{who}}`, words, runs of spaces, line ends, and every other single character. */
export const WORDS: TextGrain = {
  ends: (text, at) => {
    if (at === 0 || at === text.length) return true;
    const [last, next] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
    const isPair = (last & 0xfc00) === 0xd800 && (next & 0xfc00) === 0xdc00;
    const isLineEnd = last === 13 && next === 10;
    const kind = KINDS[last] ?? OTHER;
    return !isPair && !isLineEnd && (kind === OTHER || kind !== KINDS[next]) && !isInPlaceholder(text, at);
  },
  tokens: (text, most) => {
    const found: string[] = [];
    for (let from = 0; from < text.length && found.length < most;) {
      let to = Math.min(from + BLOCK, text.length);
      while (!WORDS.ends(text, to)) to += 1;
      for (const token of text.slice(from, to).match(TOKEN) ?? []) found.push(token);
      from = to;
    }
    return found;
  },
};

/** Whether a placeholder begins before `at` and ends after it. It looks no further than a placeholder may be long. */
function isInPlaceholder(text: string, at: number): boolean {
  const isOpening = text.startsWith('{{', at - 1);
  let start = isOpening ? at + 1 : text.startsWith('}}', at - 1) ? at - 1 : at;
  if (!isOpening) while (at - start < MAX_PLACEHOLDER_LENGTH && isBody(text, start - 1)) start -= 1;
  let end = start;
  while (end - start < MAX_PLACEHOLDER_LENGTH && isBody(text, end)) end += 1;
  const isPlaceholder = start >= 2 && text.startsWith('{{', start - 2) && end > start && text.startsWith('}}', end);
  return isPlaceholder && end - start + 4 <= MAX_PLACEHOLDER_LENGTH && at < end + 2;
}

const [LINE_FEED, CARRIAGE_RETURN, OPENING, CLOSING] = [10, 13, 123, 125];

/** Whether this character may be between the braces of a placeholder. False outside of the text. */
function isBody(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0 && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== OPENING && code !== CLOSING;
}
