/** What a text is compared by. */
export interface TextGrain {
  /** Whether a token ends right before `at`. */
  readonly ends: (text: string, at: number) => boolean;
  /** Stops at about `most` of them, before the text ends. */
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

/** As the package `diff` has it: Latin letters make words, anything else stands for itself. */
const LETTER = String.raw`a-zA-Z0-9_\u{AD}\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2C6}\u{2C8}-\u{2D7}\u{2DE}-\u{2FF}\u{1E00}-\u{1EFF}`;
const TOKEN = new RegExp(String.raw`\r?\n|[${LETTER}]+|[^\S\r\n]+|[^${LETTER}]`, 'ug');
/** Text is taken apart in blocks of so many characters, to stop in time. */
const BLOCK = 16_384;

const [OTHER, LETTERS, BLANK] = [0, 1, 2];

/** Up to the last letter or space: a look-up is many times as fast as an expression. */
const KINDS = Uint8Array.from({ length: 0x3001 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[^\S\r\n]/u.test(character)) return BLANK;
  return new RegExp(`[${LETTER}]`, 'u').test(character) ? LETTERS : OTHER;
});

/** Words, runs of spaces, line ends, and every other character by itself. */
export const WORDS: TextGrain = {
  ends: (text, at) => {
    if (at === 0 || at === text.length) return true;
    const [last, next] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
    const isPair = (last & 0xfc00) === 0xd800 && (next & 0xfc00) === 0xdc00;
    const isLineEnd = last === 13 && next === 10;
    const kind = KINDS[last] ?? OTHER;
    return !isPair && !isLineEnd && (kind === OTHER || kind !== KINDS[next]);
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
