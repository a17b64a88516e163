import type { Request } from 'express';
import { didYouMean } from '#shared/did-you-mean';
import { Invalid, type FieldError } from '#shared/errors';
import { listParameters } from './list-parameters';
import type { OperationDeclaration } from './operation';

/** Refuses unknown and repeated parameters, because the client would believe that they have an effect. */
export function refuseUnknownQueries(request: Request, { list, anyQuery = false }: OperationDeclaration, own: readonly string[]): void {
  if (anyQuery || !request.url.includes('?')) return;
  const known = [...own, ...(list ? listParameters(list) : []).map(({ name }) => name)];
  const errors = Object.entries(request.query).flatMap(([name, value]) => faultsOf(name, value, known));
  if (errors.length > 0) throw new Invalid('request.unknown_query', errors);
}

function faultsOf(name: string, value: unknown, known: readonly string[]): FieldError[] {
  const pointer = `?${name}`;
  if (known.includes(name)) return Array.isArray(value) ? [{ pointer, message: `${name} must be given once` }] : [];
  // Some clients write arrays and objects as `q[]` and `limit[gt]`.
  const meant = didYouMean(name.replace(/\[.*$/su, ''), known);
  return [{ pointer, message: `query parameter ${name} should not exist${meant}` }];
}
