import type { Template } from '../../template/domain/template';

/** Compiles texts, and may remember them: the same key always comes with the same text and literals. */
export abstract class TemplateCompiler {
  abstract compile(key: string, text: string, literals: readonly string[]): Template;
}
