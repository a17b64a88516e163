import { LRUCache } from 'lru-cache';
import { TemplateCompiler } from '../../application/template-compiler.port';
import { parseTemplate, type Template } from '../../domain/template';

const LARGEST_CACHE_CHARACTERS = 32 * 1024 * 1024;
/** What a compiled template takes beside its text. */
const OVERHEAD_CHARACTERS = 256;

/** Keeps what was compiled last, up to 32 Mi characters of text. */
export class LruTemplateCompiler extends TemplateCompiler {
  readonly #compiled = new LRUCache<string, Template>({ maxSize: LARGEST_CACHE_CHARACTERS });

  compile(key: string, text: string, literals: readonly string[]): Template {
    const known = this.#compiled.get(key);
    if (known) return known;
    const template = parseTemplate(text, literals);
    this.#compiled.set(key, template, { size: text.length + OVERHEAD_CHARACTERS * (1 + template.length) });
    return template;
  }
}
