import { TextVersion } from '../../text/domain/text-version';

/** The maximum length of the texts that are kept for other items. Further texts are read again. */
const MAX_HELD_CHARACTERS = 16 * 1024 * 1024;

type Method = (...args: unknown[]) => unknown;

/** Remembers what the methods of its sources returned, so that the resolves of one batch do not read the same thing twice. */
export class SharedReads {
  readonly #answers = new Map<string, Promise<unknown>>();
  #sources = 0;
  #characters = 0;

  /** A source whose methods return the same result for equal arguments. They must only read. */
  of<T extends object>(source: T): T {
    const number = (this.#sources += 1);
    return new Proxy(source, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) =>
          this.#once(`${number} ${String(name)} ${JSON.stringify(args)}`, async () => await (method as Method).apply(target, args));
      },
    });
  }

  #once(key: string, read: () => Promise<unknown>): Promise<unknown> {
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = read();
    this.#answers.set(key, answer);
    void answer.then(
      (found) => {
        this.#hold(charactersIn(found));
      },
      () => undefined,
    );
    return answer;
  }

  #hold(characters: number): void {
    this.#characters += characters;
    if (this.#characters <= MAX_HELD_CHARACTERS) return;
    this.#answers.clear();
    this.#characters = 0;
  }
}

/** The texts in a result. */
function charactersIn(answer: unknown): number {
  if (typeof answer === 'string') return answer.length;
  if (answer instanceof TextVersion) return answer.state.text.length;
  if (answer instanceof Map) return charactersIn([...answer.values()]);
  return Array.isArray(answer) ? answer.reduce((sum: number, each: unknown) => sum + charactersIn(each), 0) : 0;
}
