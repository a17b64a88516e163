import { LRUCache } from 'lru-cache';
import { TemplateCompiler } from '../../application/template-compiler.port';
import { MAX_PLACEHOLDERS_PER_RESOLVE, openingsIn } from '../../../template/domain/placeholder-count';
import { ResolutionTooLarge } from '../../domain/resolution-errors';
import { parseTemplate, type Template } from '../../../template/domain/template';

const MAX_CACHE_CHARACTERS = 32 * 1024 * 1024;
/** The approximate memory of a segment besides its text, in characters. */
const OVERHEAD_CHARACTERS = 128;

/**
 * Keeps the templates that were compiled last, up to 32 Mi characters of text. That is enough for all texts of one resolve, so that the same
 * resolve compiles nothing again.
 */
export class LruTemplateCompiler extends TemplateCompiler {
  readonly #compiled = new LRUCache<string, Template>({ maxSize: MAX_CACHE_CHARACTERS });

  compile(key: string, text: string, literals: readonly string[]): Template {
    const known = this.#compiled.get(key);
    if (known) return known;
    if (openingsIn(text, MAX_PLACEHOLDERS_PER_RESOLVE) > MAX_PLACEHOLDERS_PER_RESOLVE)
      throw new ResolutionTooLarge(`A text has more than ${MAX_PLACEHOLDERS_PER_RESOLVE} placeholders`);
    const template = parseTemplate(text, literals);
    this.#compiled.set(key, template, { size: text.length + OVERHEAD_CHARACTERS * (1 + template.length) });
    return template;
  }
}
