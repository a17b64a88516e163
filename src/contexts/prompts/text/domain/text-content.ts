import type { Validation } from '#shared/validation';
import { guardedLiterals } from '../../template/domain/placeholder-limits';
import { declareVariables, type NewVariable } from '../../template/domain/variable';
import type { TextBody, TextContent } from './text-kind';
import { LANGUAGE_CODE_LENGTH } from './text-translation';

/** The content of a version as a caller gives it. */
export interface RawContent extends Omit<TextContent, 'variables'> {
  readonly variables: readonly NewVariable[];
}

/** Collects every fault of the content. */
export function guardedContent(validation: Validation, input: RawContent, body: TextBody): TextContent {
  return {
    text: validation.text(`/${body.text}`, input.text, { min: body.textRequired ? 1 : 0 }),
    languageCode: validation.name('/languageCode', input.languageCode, LANGUAGE_CODE_LENGTH),
    variables: declareVariables(validation, input.variables),
    literals: guardedLiterals(validation, input.literals),
  };
}
