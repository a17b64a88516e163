import type { Template } from '../../template/domain/template';

/** Compiles texts and may cache them, because the same key always has the same text and literals. */
export abstract class TemplateCompiler {
  abstract compile(key: string, text: string, literals: readonly string[]): Template;
}
